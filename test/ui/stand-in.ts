import type { AgentRow } from '../../src/domain/agent';
import type { ConnectionRow } from '../../src/domain/connection';
import type { Id } from '../../src/domain/id';
import type { VaultDoor, VaultStatus } from '../../src/domain/ports';
import type { EngineDoor, Verbs } from '../../src/engine/door';
import { defaults } from '../../src/state/settings';
import { openDoors, type PageDoor } from '../../src/state/doors';
import type { AgentView, ConnectionView, Queries } from '../../src/storage/queries';

type Answers = { [Name in keyof Queries]?: Awaited<ReturnType<Queries[Name]>> };
type Deeds = { [Name in keyof Verbs]?: (...args: Parameters<Verbs[Name]>) => ReturnType<Verbs[Name]> };

const envelope = { v: 1, at: Date.UTC(2026, 10, 25, 9), born: '0000' as never };
export const idOf = <Kind extends string>(digit: string): Id<Kind> =>
  `${digit.repeat(8)}-0000-7000-8000-000000000000` as Id<Kind>;

/** An agent as the roster shows it. */
export function agentView(digit: string, name: string, more: Partial<AgentRow> = {}): AgentView {
  return {
    row: {
      ...envelope,
      id: idOf(digit),
      state: 'active',
      hue: 3,
      tier: 'balanced',
      instructions: idOf('e'),
      maxOutput: 8_000,
      simulated: false,
      body: { name, role: 'role-data', model: '', tools: ['calculate'] },
      ...more,
    },
    costThisMonth: 0,
    unknownThisMonth: 0,
    doing: 'idle',
  };
}

export function connectionView(digit: string, provider: ConnectionRow['provider']): ConnectionView {
  return {
    row: {
      ...envelope,
      id: idOf(digit),
      provider,
      wire: 'openai-chat',
      body: { name: 'connection-data', baseUrl: 'https://api.example/v1', options: {} },
    },
    models: 3,
    listedAt: envelope.at,
  };
}

const nothing: Required<Answers> = {
  boot: { agents: 0, memories: 0, conversations: 0, activity: 0 },
  settings: { ...defaults, zone: 'UTC' },
  workspaces: [],
  agents: [],
  agent: undefined as never,
  task: undefined as never,
  connections: [],
  models: [],
  prices: [],
  standings: [],
  budgets: [],
  conversations: [],
  conversation: undefined as never,
  transcript: { messages: [], more: false },
  today: { running: [], needsYou: [], finished: [] },
  activity: [],
  costDays: [],
  reserved: 0,
  calls: [],
  comparedBills: [],
  unsent: '',
  askedOnce: undefined as never,
  attachments: [],
  inbox: [],
  decided: [],
  requests: [],
  plan: [],
  files: [],
  file: undefined as never,
  revisionText: undefined as never,
  grants: [],
  errands: [],
  colleagues: [],
  replay: undefined as never,
  runs: [],
  find: { found: [], more: false },
};

/** The far side of the doors, at the ports: canned rows out, verbs in. What is asked without an answer rejects. */
export function openStandIn(
  options: {
    answers?: Answers;
    deeds?: Deeds;
    vault?: Partial<VaultDoor>;
    status?: Partial<VaultStatus>;
    page?: Partial<PageDoor>;
    failing?: unknown;
  } = {},
) {
  const done: { verb: keyof Verbs; args: unknown[] }[] = [];
  const status: VaultStatus = {
    state: 'open',
    screenLocked: false,
    halted: false,
    shared: true,
    recovery: false,
    ...options.status,
  };
  const perform: EngineDoor['write'] = (verb, ...args) => {
    done.push({ verb, args });
    const deed = options.deeds?.[verb] as ((...given: unknown[]) => never) | undefined;
    return deed ? deed(...args) : Promise.reject(new Error(`nothing does ${verb}`));
  };
  const engine: EngineDoor = {
    watch(name, _args, next, fail) {
      if (options.failing !== undefined) queueMicrotask(() => fail?.(options.failing));
      else queueMicrotask(() => next((options.answers?.[name] ?? nothing[name]) as never));
      return () => {};
    },
    write: perform,
    work: (verb, args) => perform(verb, ...args),
    watchDraft: () => () => {},
    watchEngine(next) {
      next({ workspace: idOf('a'), leads: true, led: true, online: true });
      return () => {};
    },
  };
  const refuse = () => Promise.reject(new Error('not in this test'));
  const vault: VaultDoor = {
    watch(next) {
      next(status);
      return () => {};
    },
    create: refuse,
    unlock: refuse,
    recover: refuse,
    lock: refuse,
    halt: refuse,
    resume: refuse,
    changePassphrase: refuse,
    addRecovery: refuse,
    signIn: refuse,
    add: refuse,
    setCaps: refuse,
    forget: refuse,
    list: () => Promise.resolve([]),
    receipts: () => Promise.resolve([]),
    receiptOrigins: () => Promise.resolve([]),
    touch() {},
    setLocks: refuse,
    erase: refuse,
    ...options.vault,
  };
  const page: PageDoor = {
    download() {},
    copy: () => Promise.resolve(),
    visit() {},
    reload() {},
    persist: () => Promise.resolve(false),
    storage: () => Promise.resolve({ use: { used: 9_000, quota: 1_000_000 }, promised: false, privateFiles: true }),
    firstVisit: false,
    sharedOrigin: false,
    erase: () => Promise.resolve(),
    acceptLoss() {},
    forgetWorkspace() {},
    rescue: () => Promise.resolve(new Blob([])),
    watchUpdate(next) {
      next(undefined);
      return () => {};
    },
    badge() {},
    notices: () => 'absent',
    askNotices: () => Promise.resolve('absent'),
    notify() {},
    watchView: () => () => {},
    whereSeen: () => Promise.resolve('here' as const),
    stayAwake() {},
    watchFrozen: () => () => {},
    leaveBehind() {},
    keep() {},
    keepShown() {},
    remember() {},
    watchKeys: next => {
      next(undefined);
      return () => {};
    },
    ...options.page,
  };
  openDoors(engine, vault, page);
  return { done };
}
