import type { ConnectionOptions, ProviderName, Thinking, Wire } from './connection';
import type { Rates } from './money';
import type { Part } from './part';
import type { PayloadHash } from './row';

/** One turn of the window, provider-neutral. Tool results follow the turn that asked, as a `tool` turn. */
export interface Turn {
  role: 'user' | 'agent' | 'tool';
  parts: readonly Part[];
}

/** A file as a request carries it. */
export interface SentFile {
  /** Base64. */
  data: string;
  /** The most input tokens it counts as, by its provider's formula; absent where none is known. */
  tokens?: number;
}

export type SentFiles = Readonly<Record<PayloadHash, SentFile>>;

/** A tool as a model sees it. `input` is a JSON Schema (draft 2020-12 subset) of an object. */
export interface ToolDescription {
  name: string;
  description: string;
  input: Record<string, unknown>;
}

/**
 * A model call, provider-neutral and deterministic: the same request gives the same body bytes. The stable prefix
 * (instructions, tools) comes first so that the provider's cache stays warm.
 */
export interface ModelRequest {
  model: string;
  instructions: string;
  turns: readonly Turn[];
  tools: readonly ToolDescription[];
  /** The files of its turns that this model takes; one that is not among them is told by its name only. */
  files?: SentFiles;
  /** Most output tokens; always sent. */
  maxOutput: number;
  /** One of the model's efforts. */
  effort?: string;
  /** How the model is told it. */
  thinking?: Thinking;
  /** A JSON Schema the answer has to keep to, as text. */
  answer?: string;
  /** What calls with the same beginning have in common: a provider sends them to where that is kept. Says nothing of the user. */
  cacheKey?: string;
  /** Left out where the model or API version refuses it. */
  temperature?: number;
  /**
   * The reply should outlive its connection, where the provider offers that: its stream then tells positions. OpenAI
   * keeps such a reply for about ten minutes and is slower to begin it, so who cannot take it up again does not ask.
   */
  resumable?: true;
  /** Rates that were reserved, nano-dollars per million tokens: a router must not choose a dearer server (MONEY: Ceilings). */
  maxPrice?: Pick<Rates, 'input' | 'output'>;
}

/** Where a request goes: what an adapter must know of a connection. No key. */
export interface Endpoint {
  provider: ProviderName;
  wire: Wire;
  /** Absolute, no trailing slash. */
  baseUrl: string;
  options: ConnectionOptions;
}
