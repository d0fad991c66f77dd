import type { Id } from '../../../src/domain/id';
import type { VaultDoor, VaultStatus } from '../../../src/domain/ports';
import type { Draft, EngineDoor, EngineStatus, Verbs } from '../../../src/engine/door';
import { openDoors, type Notice, type PageDoor } from '../../../src/state/doors';
import type { Queries } from '../../../src/storage/queries';

type Rows<Name extends keyof Queries> = Awaited<ReturnType<Queries[Name]>>;
type Answer<Name extends keyof Queries> = (...args: Parameters<Queries[Name]>) => Rows<Name>;

/** The ports of the page in memory: canned rows, verbs that are written down, a clipboard and a download folder. */
export interface TestDoors {
  /** Answers a query from now on, and tells who follows it. */
  answer<Name extends keyof Queries>(name: Name, answer: Answer<Name>): void;
  /** Does a verb from now on; without one it resolves to nothing. */
  on<Name extends keyof Verbs>(verb: Name, does: Verbs[Name]): void;
  draft(conversation: Id<'conversation'>, draft: Draft | undefined): void;
  status(status: Partial<EngineStatus>): void;
  vault(state: VaultStatus['state']): void;
  /** The device stopped the page for a while. */
  froze(span: { from: number; to: number }): void;
  /** Verbs in the order they were asked for. */
  written: { verb: keyof Verbs; args: unknown[] }[];
  copied: string[];
  downloaded: { name: string; content: Blob }[];
  badges: number[];
  notified: { kind: string; title: string; text: string; at: string }[];
  /** Whether this page is in view, and any other of the workspace. */
  view(here: boolean, elsewhere?: boolean): void;
  /** Whether the screen was to stay on, each time that was said. */
  awake: boolean[];
}

interface Watcher {
  name: keyof Queries;
  args: unknown[];
  next: (rows: never) => void;
}

// happy-dom does not know popovers; what they do when they close is the browser's business.
if (!('hidePopover' in HTMLElement.prototype)) {
  Object.defineProperty(HTMLElement.prototype, 'hidePopover', { value: () => {} });
}

export function openTestDoors(): TestDoors {
  const answers = new Map<keyof Queries, (...args: never[]) => unknown>();
  const verbs = new Map<keyof Verbs, (...args: never[]) => Promise<unknown>>();
  const watchers = new Set<Watcher>();
  const drafts = new Map<string, Draft>();
  const draftWatchers = new Set<{ conversation: string; next: (draft: Draft | undefined) => void }>();
  const statusWatchers = new Set<(status: EngineStatus) => void>();
  let status: EngineStatus = {
    workspace: '019a0000-0000-7000-8000-000000000000' as Id<'workspace'>,
    leads: true,
    led: true,
    online: true,
  };
  const tell = ({ name, args, next }: Watcher) => {
    const answer = answers.get(name);
    if (answer) next(answer(...(args as never[])) as never);
  };
  const write = async (verb: keyof Verbs, args: unknown[]) => {
    doors.written.push({ verb, args });
    return verbs.get(verb)?.(...(args as never[]));
  };
  const engine = {
    watch(name: keyof Queries, args: unknown[], next: (rows: never) => void) {
      const watcher = { name, args, next };
      watchers.add(watcher);
      tell(watcher);
      return () => watchers.delete(watcher);
    },
    write: (verb: keyof Verbs, ...args: unknown[]) => write(verb, args),
    work: (verb: keyof Verbs, args: unknown[]) => write(verb, args),
    watchDraft(conversation: string, next: (draft: Draft | undefined) => void) {
      const watcher = { conversation, next };
      draftWatchers.add(watcher);
      next(drafts.get(conversation));
      return () => draftWatchers.delete(watcher);
    },
    watchEngine(next: (status: EngineStatus) => void) {
      statusWatchers.add(next);
      next(status);
      return () => statusWatchers.delete(next);
    },
  } as unknown as EngineDoor;
  const vaultStatus: VaultStatus = {
    state: 'open',
    screenLocked: false,
    halted: false,
    shared: false,
    recovery: false,
  };
  const vaultWatchers = new Set<(status: VaultStatus) => void>();
  const vault = {
    watch(next: Parameters<VaultDoor['watch']>[0]) {
      next({ ...vaultStatus });
      vaultWatchers.add(next);
      return () => vaultWatchers.delete(next);
    },
  } as unknown as VaultDoor;
  const doors: TestDoors = {
    answer(name, answer) {
      answers.set(name, answer);
      for (const watcher of watchers) if (watcher.name === name) tell(watcher);
    },
    on(verb, does) {
      verbs.set(verb, does as unknown as (...args: never[]) => Promise<unknown>);
    },
    draft(conversation, draft) {
      if (draft) drafts.set(conversation, draft);
      else drafts.delete(conversation);
      for (const watcher of draftWatchers) if (watcher.conversation === conversation) watcher.next(draft);
    },
    status(fields) {
      status = { ...status, ...fields };
      for (const next of statusWatchers) next(status);
    },
    vault(state) {
      vaultStatus.state = state;
      for (const next of vaultWatchers) next({ ...vaultStatus });
    },
    froze(span) {
      for (const next of frozenWatchers) next(span);
    },
    written: [],
    copied: [],
    downloaded: [],
    badges: [],
    notified: [],
    awake: [],
    view(here, elsewhere = false) {
      inView = here;
      isElsewhere = elsewhere;
      for (const next of viewWatchers) next(here);
    },
  };
  let inView = true;
  let isElsewhere = false;
  const viewWatchers = new Set<(inView: boolean) => void>();
  const frozenWatchers = new Set<(span: { from: number; to: number }) => void>();
  const page = {
    watchKeys: () => () => {},
    keep() {},
    download: (name: string, content: Blob) => void doors.downloaded.push({ name, content }),
    copy: (text: string) => Promise.resolve(void doors.copied.push(text)),
    stayAwake: (wanted: boolean) => void doors.awake.push(wanted),
    notices: () => 'absent',
    badge: (count: number) => void doors.badges.push(count),
    notify: (notice: Notice) => void doors.notified.push(notice),
    whereSeen: () => Promise.resolve(inView ? 'here' : isElsewhere ? 'elsewhere' : 'nowhere'),
    watchView(_: Id<'workspace'>, next: (inView: boolean) => void) {
      viewWatchers.add(next);
      next(inView);
      return () => viewWatchers.delete(next);
    },
    watchFrozen(next: (span: { from: number; to: number }) => void) {
      frozenWatchers.add(next);
      return () => frozenWatchers.delete(next);
    },
  } as unknown as PageDoor;
  openDoors(engine, vault, page);
  return doors;
}
