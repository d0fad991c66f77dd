import type { KeyInfo, Receipt, SendReply, SendRequest, SignInOptions, VaultDoor, VaultStatus } from '../domain/ports';
import type { Id } from '../domain/id';

/** What the page's port carries: the door, its status as a stream. */
export interface PageSurface extends Omit<VaultDoor, 'watch' | 'touch' | 'signIn'> {
  watch(): AsyncGenerator<VaultStatus, void, undefined>;
  touch(): Promise<void>;
  /** First the address for the user to go to, at the end the key. */
  signIn(options: SignInOptions): AsyncGenerator<string, KeyInfo, undefined>;
}

/** What comes first on the way back; the bytes follow. */
export type ReplyHead = Omit<SendReply, 'chunks'>;

/** What the engine's port carries. */
export interface EngineSurface {
  send(request: SendRequest): AsyncGenerator<ReplyHead | Uint8Array, void, undefined>;
  sent(act: Id<'act'>, attempt: number): Promise<Receipt | undefined>;
  watch(): AsyncGenerator<VaultStatus, void, undefined>;
}

/** The first message of a page to the vault's worker: who it is, and a port for itself and one for its engine. */
export interface Introduction {
  /** Folder the app is served from, e.g. `/` or `/app/`; names database, channel and locks. */
  scope: string;
  /** A Web Lock this page holds for as long as it lives. */
  tab: string;
  page: MessagePort;
  engine: MessagePort;
}
