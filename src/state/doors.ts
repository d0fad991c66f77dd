import type { Id } from '../domain/id';
import type { EngineDoor } from '../engine/door';
import type { VaultDoor } from '../domain/ports';
import type { UnsentPlace } from '../storage/queries';

/** Whether the system may show notices: `ask` until the user was asked, `absent` where the browser has none. */
export type Notices = 'on' | 'ask' | 'off' | 'absent';

/** Where the user has a page of the workspace in view: this one, only another, or none. */
export type Seen = 'here' | 'elsewhere' | 'nowhere';

/** What the system shows of the app while it is not in view. */
export interface Notice {
  kind: 'needs-you' | 'finished';
  title: string;
  text: string;
  /** Where it leads when the user follows it: the address's hash. */
  at: string;
}

/** Times between which the device had stopped the page, in milliseconds since 1970. */
export interface FrozenSpan {
  from: number;
  to: number;
}

/** How safe the data is here. */
export interface StorageFacts {
  /** Bytes, where the browser tells. */
  use?: { used: number; quota: number };
  /** The browser promised to keep the data when space gets short. */
  promised: boolean;
  /** It keeps private files; where not, this is most likely a private window. */
  privateFiles: boolean;
}

/** What only a window has; the page lends it to the state. */
export interface PageDoor {
  /** Offers a file to the user's download folder. */
  download(name: string, content: Blob): void;
  /** Puts text on the clipboard; rejects where the browser refuses. */
  copy(text: string): Promise<void>;
  /** Opens another page of this app in a tab of its own; only from a click. */
  visit(href: string): void;
  /** Loads the app anew. */
  reload(): void;
  /** Asks the browser to keep the data; answers whether it does. */
  persist(): Promise<boolean>;
  storage(): Promise<StorageFacts>;
  /** No workspace was opened here before this page. */
  firstVisit: boolean;
  /** Whether this origin is shared with neighbours (a path on a common host). */
  sharedOrigin: boolean;
  /** Removes caches, OPFS files, the service worker and small rows of this scope. */
  erase(): Promise<void>;
  /** Removes what is kept of a workspace outside its database, once it was erased. */
  forgetWorkspace(workspace: Id<'workspace'>): void;
  /** All that can still be read when no workspace opens, a JSON line a row. */
  rescue(): Promise<Blob>;
  /** Opens the workspace as it is although rows are missing (`storage-damaged`): loads the app anew. */
  acceptLoss(): void;
  /** Puts an update that waits into use; absent when there is none. Notifies at each change. */
  watchUpdate(next: (apply: (() => void) | undefined) => void): () => void;
  /** How many things wait, on the icon of the installed app; nothing where there is no badge. */
  badge(count: number): void;
  notices(): Notices;
  /** Asks the user whether notices may be shown; only from a click. */
  askNotices(): Promise<Notices>;
  /** A notice of the system, where the user allowed it. */
  notify(notice: Notice): void;
  /** Tells whether this page of a workspace is in view, now and at each change. Returns what stops it. */
  watchView(workspace: Id<'workspace'>, next: (inView: boolean) => void): () => void;
  /** Looks where the user has a page of a workspace in view. */
  whereSeen(workspace: Id<'workspace'>): Promise<Seen>;
  /** Keeps the screen on while `wanted` and the page is in view. */
  stayAwake(wanted: boolean): void;
  /** Tells when the device had stopped the page, once it goes on. */
  watchFrozen(next: (span: FrozenSpan) => void): () => void;
  /** Small facts that a start knows before the databases open, where there is room for them. */
  keep(name: 'theme' | 'density' | 'locked', value: string): void;
  /** Keeps at once, for the next page of this workspace, the text that a composer holds; `undefined` once it is written. */
  leaveBehind(place: UnsentPlace, text: string | undefined): void;
  /** Keeps which workspace the next start shows; where there is no room for more, the next of this tab. */
  keepShown(workspace: Id<'workspace'>): void;
  /** What the user chose. Throws where there is no room. */
  remember(name: 'keys', value: string): void;
  /** The keys that were chosen on this device, as they were remembered: now, and whenever another tab has changed them. */
  watchKeys(next: (text: string | undefined) => void): () => void;
}

interface Doors {
  engine: EngineDoor;
  vault: VaultDoor;
  page: PageDoor;
}

let open: Doors | undefined;

/** Called once by `start.ts`, before the screens are imported. */
export function openDoors(engine: EngineDoor, vault: VaultDoor, page: PageDoor): void {
  open = { engine, vault, page };
}

/** The open doors. Throws before `openDoors`: a mistake of the composition, never of the user. */
export function doors(): Doors {
  if (!open) throw new Error('doors are not open yet');
  return open;
}
