import type { Tier } from './connection';
import type { Id } from './id';
import type { DocumentRow } from './row';

/** Which model of which connection, and how it is asked. The model is the provider's exact id. */
export interface ModelChoice {
  connection: Id<'connection'>;
  model: string;
  /** One of the model's efforts, where not the agent's own. */
  effort?: string;
  /** Most output tokens of a call, where not the agent's own. */
  maxOutput?: number;
}

/** How a model is asked for one message alone, in place of what its conversation and its agent say. */
export type Asked = Pick<ModelChoice, 'effort' | 'maxOutput'>;

/** The choice of a conversation as one of its messages wants it. */
export const askedAs = ({ connection, model, ...usual }: ModelChoice, asks: Asked | undefined): ModelChoice => ({
  connection,
  model,
  ...(asks ?? usual),
});

/** The model an agent goes on with when its own cannot be had. */
export interface Fallback {
  model: ModelChoice;
  /** The user agreed to a dearer one: without that it never takes the place of a cheaper. */
  mayBeDearer: boolean;
}

/** A named worker. */
export interface AgentRow extends DocumentRow<'agent'> {
  state: 'active' | 'paused' | 'retired';
  /** One of 12 hue slots of its mark. */
  hue: number;
  tier: Tier;
  connection?: Id<'connection'>;
  /** The current version of its instructions. */
  instructions: Id<'instructions'>;
  /** Most output tokens a call may ask for. */
  maxOutput: number;
  simulated: boolean;
  body: {
    name: string;
    role: string;
    /** The provider's model id; empty until a connection exists. */
    model: string;
    /** One of the model's efforts; absent or empty: what the model does by itself. */
    effort?: string;
    /** A JSON Schema its answers keep to, as text; absent or empty: they are free. */
    answer?: string;
    /** What it goes on with when its model cannot be had; absent or null: nothing. */
    fallback?: Fallback | null;
    /** Which template it came from. */
    template?: string;
    /** Names of the tools it may use. */
    tools: string[];
  };
}

/** Whether an agent begins anything. One that is paused or retired finishes the call it is in, and waits. */
export const isAtWork = ({ state, gone }: Pick<AgentRow, 'state' | 'gone'>): boolean => state === 'active' && !gone;

/** Most output tokens a call may ask for, unless said otherwise: bounds what one call can cost. */
export const defaultMaxOutput = 8_000;

/** One immutable version of an agent's instructions. */
export interface InstructionsRow extends DocumentRow<'instructions'> {
  agent: Id<'agent'>;
  /** Counts from 1. */
  number: number;
  body: { text: string };
}
