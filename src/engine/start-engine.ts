import type { VaultStatus } from '../domain/ports';
import { saveDraft } from '../storage/drafts';
import { takeLead } from '../storage/lease';
import type { Workspace } from '../storage/open';
import { openBell } from './bell';
import { openCooldowns } from './cooldown';
import { dispatch } from './dispatch';
import type { EngineStatus } from './door';
import { openDrafts } from './drafts';
import type { Engine, StatusBoard } from './engine';
import { keepClean } from './keep-clean';
import { standForLead } from './leader';
import type { EnginePorts } from './ports';

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
    cooldowns: openCooldowns(ports.now),
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
    aside: ports.aside,
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
