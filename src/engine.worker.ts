import { AppError, errorValue, type ErrorValue } from './domain/error';
import type { Id } from './domain/id';
import type { SendPort } from './domain/ports';
import { startEngine } from './engine/start-engine';
import type { EnginePorts } from './engine/ports';
import { serveDoor } from './engine/serve-door';
import { buildVerbs } from './engine/verbs/verbs';
import { findQueries } from './engine/find-queries';
import { keepFiguresElsewhere } from './engine/witness';
import { openWorkspace, type Workspace } from './storage/open';
import { figures, fellBehind } from './storage/witness';
import { dropWitness, parseFigures, readWitness, witnessed } from './storage/witness-file';
import { openIndex, type WorkspaceIndex } from './storage/workspaces';
import { toolbox } from './tools/toolbox';
import { openSendPort, type Renewable } from './vault/door';

/** What the page says first: where this engine lives, and its two ports. */
export interface EngineHello {
  scope: string;
  /** The workspace this tab wants; without one the last opened, or a new one. */
  workspace?: Id<'workspace'>;
  /** The figures of that workspace as the page kept them (`figures` below). */
  witness?: string;
  /** The user was told that rows are missing and begins again with what is there. */
  acceptLoss?: boolean;
  page: MessagePort;
  vault: MessagePort;
}

/** What the worker answers: which workspace is open, why none is, that it had to be closed; and figures to keep. */
export type EngineAnswer =
  | { opened: Id<'workspace'> }
  | { failed: ErrorValue }
  | { closed: 'upgrade' | 'erased' | 'replaced' }
  | { figures: string };

/** Asks for whatever can still be read, when no workspace opens. The answer, or why not, comes over the port. */
export interface Rescue {
  rescue: string;
  to: MessagePort;
}

/** The vault has a new worker, and this is the port to it. */
export interface VaultRenewed {
  renewed: MessagePort;
}

/** The page is put aside or being closed, or is back on show. */
export interface PutAside {
  aside: boolean;
}

const now = () => Date.now();
const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
const answer = (value: EngineAnswer) => self.postMessage(value);

let vault: (SendPort & Renewable) | undefined;
let isAside = false;
let asideChanged = () => {};

self.onmessage = ({ data }: MessageEvent<EngineHello | Rescue | VaultRenewed | PutAside>) => {
  if ('rescue' in data) return void rescue(data);
  if ('renewed' in data) return vault?.renew(data.renewed);
  if ('aside' in data) {
    isAside = data.aside;
    return asideChanged();
  }
  const send = openSendPort(data.vault);
  vault = send;
  navigator.locks
    .request(openingLock(data.scope), { mode: 'shared' }, () => open(data, send))
    .then(
      id => answer({ opened: id }),
      error => answer({ failed: errorValue(error) }),
    );
};

async function rescue({ rescue: scope, to }: Rescue): Promise<void> {
  const copy = import('./storage/raw-copy').then(({ rawCopy }) => rawCopy(scope));
  to.postMessage(await copy.catch(errorValue));
}

/** Opening a workspace and erasing all of them exclude each other: one found half erased would be made anew, on no list. */
const openingLock = (scope: string) => `retinue:${scope}:opening`;

/** Composes the data side of this tab. */
async function open(hello: EngineHello, send: SendPort): Promise<Id<'workspace'>> {
  const { scope, page } = hello;
  const index = await openIndex({ scope, now, random });
  const id = await choose(index, hello);
  const workspace = await openWorkspace({ scope, id, now, random, onClosed: why => answer({ closed: why }) });
  await Promise.all([compareWithWitness(workspace, hello), index.opened(id)]);
  const engine = startEngine(scope, workspace, portsOf(send));
  const others = new BroadcastChannel(`retinue:${scope}:${id}:replaced`);
  others.onmessage = () => answer({ closed: 'replaced' });
  const keepFigures = keepFiguresElsewhere(engine, grown => answer({ figures: JSON.stringify(grown) }));
  const eraseAll = () => navigator.locks.request(openingLock(scope), () => index.eraseAll());
  const verbs = buildVerbs(engine, { ...index, eraseAll }, async () => {
    await keepFigures();
    others.postMessage('replaced');
  });
  serveDoor(page, engine, findQueries(engine, index), verbs);
  return id;
}

/** The workspace shown last, else any; with none left the one that a witness remembers, so that its loss is seen. */
async function choose(index: WorkspaceIndex, { scope, workspace, witness }: EngineHello): Promise<Id<'workspace'>> {
  const known = await index.list();
  const found = known.find(({ id }) => id === workspace) ?? (witness === undefined ? known[0] : undefined);
  return found?.id ?? index.create('', witness === undefined ? await witnessed(scope) : workspace);
}

/** Throws `storage-damaged` when the workspace holds less than was seen of it: a damaged database opens empty. */
async function compareWithWitness(workspace: Workspace, { scope, witness, acceptLoss }: EngineHello): Promise<void> {
  if (acceptLoss) return dropWitness(scope, workspace.id);
  const [now, kept] = await Promise.all([figures(workspace), readWitness(scope, workspace.id)]);
  const seen = [kept, witness === undefined ? undefined : parseFigures(witness)];
  if (seen.some(one => one && fellBehind(now, one))) throw new AppError('storage-damaged');
}

function portsOf(vault: SendPort): EnginePorts {
  return {
    now,
    random,
    vault,
    providerFor: async wire => (await import('./providers/wires')).providerFor(wire),
    tools: toolbox(),
    delegate: async () => (await import('./tools/ask-colleague')).askColleague,
    prices: {
      find: async (provider, model, at) => (await import('./providers/prices')).findPrice(provider, model, at),
      readList: async text => (await import('./providers/price-list')).readPriceList(text),
      rank: async (tier, models, at) => (await import('./providers/tiers')).rankModels(tier, models, at),
    },
    online: {
      now: () => navigator.onLine,
      watch(next) {
        self.addEventListener('online', next);
        self.addEventListener('offline', next);
      },
    },
    aside: {
      now: () => isAside,
      watch(next) {
        asideChanged = next;
      },
    },
  };
}
