import type { Asked, ModelChoice } from './agent';
import type { ErrorValue } from './error';
import type { Unavailability } from './fallback';
import type { Id, Instant } from './id';
import type { NanoUsd } from './money';
import type { Part } from './part';
import type { DocumentRow, Label, PayloadHash } from './row';
import type { StopReason } from './stream';

/** The head of an ordered list of messages. */
export interface ConversationRow extends DocumentRow<'conversation'> {
  agent: Id<'agent'>;
  project?: Id<'project'>;
  pinned: boolean;
  archived: boolean;
  /** The tip of the branch on screen; its ancestors are the transcript. */
  leaf?: Id<'message'>;
  /** When the last message came; orders the list. */
  activeAt: Instant;
  /** Up to which message the user has read. */
  readAt: Instant;
  simulated: boolean;
  /** The run that began it: what one agent asks another is in no list of conversations. */
  parent?: Id<'run'>;
  body: {
    title: string;
    /** The conversation's own model, when switched away from the agent's. */
    model?: ModelChoice;
  };
}

/** One turn by one author. Its text is a payload and is never edited: an edit is a new message with the same parent. */
export interface MessageRow extends DocumentRow<'message'> {
  conversation: Id<'conversation'>;
  /** The message before it on its branch; absent on the first. */
  parent?: Id<'message'>;
  /** `summary`: notes that stand for everything up to `covers` in later windows; the messages themselves stay. */
  role: 'user' | 'agent' | 'tool' | 'summary';
  covers?: Id<'message'>;
  /** Who wrote it; on a user's message the agent that asked in the user's place. */
  agent?: Id<'agent'>;
  run?: Id<'run'>;
  act?: Id<'act'>;
  payload: PayloadHash;
  /** What is in the files that came with it. */
  files?: PayloadHash[];
  /** Where foreign text in it came from. */
  labels?: Label[];
  /** How it alone is asked, where not as its conversation is. */
  asks?: Asked;
  /** Why the model stopped; absent on user and tool messages and on a cut stream. */
  stop?: StopReason;
  /** A stream that was cut or stopped: what arrived is kept. `halted`: everything was paused. */
  cut?: 'stopped' | 'failed' | 'interrupted' | 'halted';
  cost?: NanoUsd;
  simulated: boolean;
}

/** What a message's payload holds (canonical JSON). */
export interface MessageBody {
  parts: Part[];
  /** The model that answered, by the provider's id. */
  model?: string;
  /** Milliseconds from request to the end of the answer. */
  duration?: number;
  /** It was allowed fewer tokens than the agent's longest answer has: little was left in a budget. */
  keptShort?: true;
  /** The model that could not be had, and why: this one answered in its place. */
  instead?: { of: string; because: Unavailability };
}

/** A message as a transcript shows it. */
export interface TranscriptMessage {
  row: MessageRow;
  body: MessageBody;
  /** Ids of all versions of this turn in order of birth, this one included, when there are several. */
  versions: Id<'message'>[];
}

/** Why the last run of a conversation stands still or ended badly. */
export interface RunTrouble {
  run: Id<'run'>;
  error: ErrorValue;
}
