import type { Id } from '../domain/id';
import type { VaultStatus } from '../domain/ports';
import type { ReplyPosition } from '../domain/stream';
import { saveDraft } from '../storage/drafts';
import { takeLead } from '../storage/lease';
import type { Workspace } from '../storage/open';
import type { Bell } from './bell';
import { openBell } from './bell';
import { openCooldowns, type Cooldowns } from './cooldown';
import { dispatch } from './dispatch';
import type { Draft, EngineStatus } from './door';
import { openDrafts, type DraftDesk } from './drafts';
import { keepClean } from './keep-clean';
import { standForLead } from './leader';
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

/** Builds the engine and lets it stand for the lead. */
export function startEngine(scope: string, workspace: Workspace, ports: EnginePorts): Engine {
  const channel = `retinue:${scope}:${workspace.id}`;
  const keys = followKeys(ports);
  const status = statusOf(workspace.id, ports);
  const engine: Engine = {
    ...ports,
    scope,
    workspace,
    drafts: openDrafts(`${channel}:drafts`),
    bell: openBell(`${channel}:bell`),
    cooldowns: openCooldowns(),
    keysOpen: keys.open,
    halted: keys.halted,
    checkpoint(draft, act, attempt, resume) {
      // A checkpoint that fails costs at most half a second of text after a crash.
      saveDraft(workspace, { ...draft, act, attempt, ...(resume ? { resume } : {}) }).catch(() => {});
    },
    status,
  };
  standForLead({
    name: `${channel}:lead`,
    engine: crypto.randomUUID(),
    locks: navigator.locks,
    takeLead: () => takeLead(workspace),
    hasKeys: keys.open,
    watchKeys: changed => keys.watch(changed),
    lead(lead) {
      dispatch(engine, lead);
      keepClean(engine, lead);
    },
    tell: change => status.tell(change),
  });
  keys.watch(() => engine.bell.ring());
  ports.online.watch(() => engine.bell.ring());
  return engine;
}

function followKeys(ports: EnginePorts) {
  let now: Pick<VaultStatus, 'state' | 'halted'> = { state: 'absent', halted: false };
  const listeners = new Set<() => void>();
  ports.vault.watch(({ state, halted }) => {
    if (state === now.state && halted === now.halted) return;
    now = { state, halted };
    for (const listener of listeners) listener();
  });
  return {
    open: () => now.state === 'open' || now.state === 'session',
    halted: () => now.halted,
    watch: (listener: () => void) => {
      listeners.add(listener);
    },
  };
}

function statusOf(workspace: EngineStatus['workspace'], ports: EnginePorts): StatusBoard {
  let now: EngineStatus = { workspace, leads: false, led: false, online: ports.online.now() };
  const watchers = new Set<(status: EngineStatus) => void>();
  const tell = (change: Partial<EngineStatus>) => {
    now = { ...now, ...change };
    for (const watcher of watchers) watcher(now);
  };
  ports.online.watch(() => tell({ online: ports.online.now() }));
  return {
    now: () => now,
    tell,
    watch(next) {
      watchers.add(next);
      next(now);
      return () => {
        watchers.delete(next);
      };
    },
  };
}
