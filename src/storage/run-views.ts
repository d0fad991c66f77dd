import type { MessageBody } from '../domain/conversation';
import type { ErrorValue } from '../domain/error';
import type { Id, Instant } from '../domain/id';
import type { NanoUsd } from '../domain/money';
import type { RequestBody, RequestRow } from '../domain/request';
import type { RunRow } from '../domain/run';

/** A run beside others of its task. */
export interface RunView {
  row: RunRow;
  /** What it answered, as text. */
  result: string;
  /** Milliseconds its acts took. */
  time: number;
}

/** A run that another began. */
export interface ErrandView {
  row: RunRow;
  /** The tool call that asked for it. */
  call: string;
  agentName: string;
  agentHue: number;
  /** Of all work below it, too. */
  cost: NanoUsd;
  /** Calls among it whose cost is unknown. */
  unknown: number;
}

/** A finished run, told from its journal: nothing is called and nothing paid. */
export interface Replay {
  run: RunView;
  title: string;
  agentName: string;
  steps: ReplayStep[];
  /** What the model saw was dropped after its time: only the transcript is left. */
  transcriptOnly: boolean;
  /** What its first call of a model was made with; absent before that, and once it was dropped. */
  began?: Beginning;
}

/** What a run's first model call was made with, besides its model. */
export interface Beginning {
  /** The version of its agent's instructions, and its number. */
  instructions: string;
  version?: number;
  effort?: string;
  /** Most output tokens. */
  maxOutput: number;
  tools: string[];
  /** Messages it was shown. */
  window: number;
  /** SHA-256 of the request body, lower-case hex. */
  body: string;
}

/** One thing that happened, in order. */
export interface ReplayStep {
  act?: Id<'act'>;
  kind: 'model-call' | 'tool-call' | 'child-run' | 'compaction' | 'request' | 'steering' | 'switch' | 'waiting' | 'end';
  at: Instant;
  duration?: number;
  cost?: NanoUsd;
  /** Calls whose cost is unknown. */
  unknown?: number;
  attempt?: number;
  /** The outcome, or what was waited for. */
  status: string;
  model?: string;
  tool?: string;
  error?: ErrorValue;
  /** Why the user rejected it. */
  reason?: string;
  /** Ids of the messages a model call was shown; `saw` holds the new ones of this step. */
  window?: number;
  saw: MessageBody[];
  /** How hard the model was asked; its most output tokens. */
  effort?: string;
  maxOutput?: number;
  /** What it said: an answer, a tool's result. */
  said?: MessageBody;
  /** The message it wrote: where a fork may begin. */
  message?: Id<'message'>;
  /** What was asked of the user; what they said to it, and the input as they edited it. */
  request?: { row: RequestRow; body: RequestBody; said?: string; edited?: unknown };
  /** The run of a colleague that was asked. */
  errand?: ErrandView;
  /** Whether the request body is the one its intent was written for; absent where it cannot be built again. */
  proven?: boolean;
}
