import type { Id } from '../domain/id';
import type { ReplyPosition } from '../domain/stream';
import type { Workspace } from '../storage/open';
import type { Bell } from './bell';
import type { Cooldowns } from './cooldown';
import type { Draft, EngineStatus } from './door';
import type { DraftDesk } from './drafts';
import type { EnginePorts } from './ports';

/** The data side of one tab: its ports, its workspace, and what it shows. */
export interface Engine extends EnginePorts {
  scope: string;
  workspace: Workspace;
  drafts: DraftDesk;
  bell: Bell;
  /** Connections that asked to be left alone for a while. */
  cooldowns: Cooldowns;
  keysOpen(): boolean;
  /** Everything is paused: nothing new starts, what is in flight is aborted and booked. */
  halted(): boolean;
  /** Keeps what has arrived, so that the next leader finds it. At most twice a second; never waits. */
  checkpoint(draft: Draft, act: Id<'act'>, attempt: number, resume?: ReplyPosition): void;
  status: StatusBoard;
}

/** How this engine stands, for its page. */
export interface StatusBoard {
  now(): EngineStatus;
  tell(change: Partial<EngineStatus>): void;
  watch(next: (status: EngineStatus) => void): () => void;
}
