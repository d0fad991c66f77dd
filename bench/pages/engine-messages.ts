import type { Id } from '../../src/domain/id';

/** What the page asks of the bench's own data worker, besides the engine's door. */
export type Request =
  | { open: MessagePort }
  | { put: true }
  | { steps: number; runs: number }
  /** Gives so many agents an answer each to write, of `tokens` at `rate` a second. */
  | { give: number; tokens: number; rate: number }
  /** Waits until all that was given is done. */
  | { finish: true };

/** What one run showed, in milliseconds. */
export interface RunTimes {
  /** From the user's message to the first call of the model. */
  start: number;
  /** From the end of each call to the beginning of the next: its outcome, the tool, the next intent. */
  between: number[];
}

export interface StepTimes {
  runs: RunTimes[];
  /** Read-write transactions per step. */
  transactions: number;
  /** Requests of the database per step, reads and writes. */
  requests: number;
  /** UTF-8 bytes of events per step, as canonical JSON. */
  events: number;
  /** Milliseconds of the write transactions of a step, asked again of the bare database. */
  raw: number[];
}

/** What the worker answers. `put`: when the row was written, to parts of a millisecond since 1970. */
export type Answer =
  | { opened: true }
  | { put: number }
  | { steps: StepTimes }
  | { given: Id<'conversation'>[] }
  | { finished: true }
  | { failed: string };
