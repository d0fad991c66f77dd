import type { ModelChoice } from './agent';
import type { ErrorValue } from './error';
import type { Instead } from './fallback';
import type { Id, Instant, ReplicaId } from './id';
import type { NanoUsd } from './money';
import type { Effect, Reach } from './tool';
import type { PayloadHash, Row } from './row';

/** What a waiting run waits for. */
export type Waiting =
  | 'approval'
  | 'input'
  | 'child'
  | 'rate'
  | 'budget'
  | 'timer'
  | 'network'
  | 'key-locked'
  /** The user paused it. */
  | 'paused'
  /** The user paused or retired its agent. */
  | 'agent';

/** Whether only the user can end the wait. */
export function needsUser(reason: Waiting): boolean {
  switch (reason) {
    case 'approval':
    case 'input':
    case 'budget':
    case 'key-locked':
      return true;
    case 'child':
    case 'rate':
    case 'timer':
    case 'network':
    case 'paused':
    case 'agent':
      return false;
  }
}

export type RunStatus =
  | { is: 'queued' }
  | { is: 'running'; epoch: number }
  | { is: 'waiting'; for: Waiting; until?: Instant }
  | { is: 'succeeded' }
  | { is: 'failed'; error: ErrorValue }
  | { is: 'cancelled' }
  | { is: 'needs-decision' };

export type ActKind = 'model-call' | 'tool-call' | 'approval' | 'child-run' | 'compaction' | 'timer' | 'artifact';

/** Whether an act carries out a tool call of an answer: to send a colleague is one too. */
export const isToolAct = ({ kind }: { kind: ActKind }): boolean => kind === 'tool-call' || kind === 'child-run';

export type ActStatus = 'intent' | 'succeeded' | 'failed-retryable' | 'failed-final' | 'cancelled' | 'unknown';

/** What a run that another run began belongs to. */
export interface Parentage {
  run: Id<'run'>;
  /** The act of that run that began it: its own id is derived from this. */
  act: Id<'act'>;
  /** The runs above it and their tasks, its parent's first: it spends in their budgets too. */
  above: (Id<'run'> | Id<'task'>)[];
}

/** One execution of one agent's loop. Derived from its events, in the transaction that adds them. */
export interface RunRow extends Row<'run'> {
  task: Id<'task'>;
  conversation: Id<'conversation'>;
  agent: Id<'agent'>;
  /** The message it answers. */
  message: Id<'message'>;
  /** The last message it wrote, or `message`: where the next one hangs. */
  tip: Id<'message'>;
  home: ReplicaId;
  status: RunStatus;
  /** `status.is`, indexed. */
  phase: RunStatus['is'];
  /** Asked to stop, from any tab; honoured at the next boundary or at once by the tab that runs it. */
  cancelling: boolean;
  /** Asked to pause; honoured at the next boundary. */
  pausing: boolean;
  /** Messages the user wrote while it worked, not read yet. */
  steering: Id<'message'>[];
  /** Those of them that call nothing off: they are read before the next call of the model. */
  quiet?: Id<'message'>[];
  /** An event of a newer version is among its own: it can be read and exported, not gone on with. */
  readOnly: boolean;
  /** Number of its last event. */
  last: number;
  steps: number;
  /** Of the calls whose cost is known. */
  cost: NanoUsd;
  /** Calls whose cost is unknown: `cost` is then "at least". Absent in rows from before it was counted. */
  unknown?: number;
  simulated: boolean;
  /** When the current phase began. */
  since: Instant;
  /** The run it was forked from. */
  fork?: Id<'run'>;
  /** Instructions other than the agent's current ones. */
  instructions?: Id<'instructions'>;
  parent?: Parentage;
  /** It goes on with another model than it began with. */
  instead?: Instead;
  /** The model it began with; as `readRun` tells it the one it goes on with. */
  body: { model: ModelChoice };
}

/** What of a run its events decide. */
export type RunProgress = Pick<
  RunRow,
  | 'status'
  | 'cancelling'
  | 'pausing'
  | 'steering'
  | 'quiet'
  | 'readOnly'
  | 'last'
  | 'steps'
  | 'cost'
  | 'unknown'
  | 'since'
  | 'tip'
  | 'instead'
>;

/** One thing a run did or tries to do. Derived likewise. */
export interface ActRow extends Row<'act'> {
  run: Id<'run'>;
  kind: ActKind;
  status: ActStatus;
  effect: Effect;
  reach: Reach;
  /** Counts from 1; ledger and intents are keyed by (act, attempt). */
  attempt: number;
  /** Attempts that the provider refused or broke: what a lock, a pause or a lost network stopped does not count. */
  refused?: number;
  /** Number within the run. */
  number: number;
  /** The tool call of the transcript it carries out. */
  call?: string;
  /** `source/name` of its tool. */
  tool?: string;
  same?: string;
  started: Instant;
  ended?: Instant;
  manifest?: PayloadHash;
  /** Of a compaction: percent of the window's tokens that it left. */
  left?: number;
  /** What was set aside for the attempt. */
  ceiling?: NanoUsd;
  /** Of a child run: it has ended, and its result is to be read. */
  over?: boolean;
}
