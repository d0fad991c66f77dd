import type { RunState } from '../domain/fold';
import type { RunRow, Waiting } from '../domain/run';
import type { MessageReading } from '../storage/messages';
import type { RunReading } from '../storage/runs';
import type { Engine } from './engine';
import type { Lead } from './leader';
import type { KnownCall } from './manifest';
import type { RunSetup } from './run-setup';

/** What one move of a run left: go on, wait for something, back to the queue, or nothing more to do. */
export type Outcome = { go: 'on' } | { go: 'back' } | { go: 'wait'; for: Waiting; until?: number } | { go: 'over' };

/** A run in the hands of the leader. */
export interface LeasedRun {
  engine: Engine;
  lead: Lead;
  row: RunRow;
  state: RunState;
  /** Fires when the user stops the run or the lead is lost. */
  abort: AbortSignal;
  setup: RunSetup;
  /** What was read at the moves before: it is only read on. */
  known: ReadSoFar;
}

/** What a leader has read of a run it has taken on. */
export interface ReadSoFar {
  reading?: RunReading;
  /** The messages the run works on, oldest first. */
  branch?: MessageReading[];
  /** The model call it has made last. */
  call?: KnownCall;
  /** The request whose input tokens its provider was asked for last, by its hash; without them where none were told. */
  counted?: { body: string; tokens?: number };
}
