import { errorValue, type ErrorValue } from './domain/error';
import type { Id } from './domain/id';
import { startEngine } from './engine/engine';
import type { EnginePorts } from './engine/ports';
import { serveDoor } from './engine/serve-door';
import { buildVerbs } from './engine/verbs/verbs';
import { viewsOf } from './engine/views';
import { openWorkspace } from './storage/open';
import { openQueries } from './storage/open-queries';
import { openIndex, type WorkspaceIndex } from './storage/workspaces';
import { toolbox } from './tools/toolbox';
import { openSendPort } from './vault/door';

/** What the page says first: where this engine lives, and its two ports. */
export interface EngineHello {
  scope: string;
  /** The workspace this tab wants; without one the last opened, or a new one. */
  workspace?: Id<'workspace'>;
  page: MessagePort;
  vault: MessagePort;
}

/** What the worker answers: which workspace is open, why none is, or that it had to be closed. */
export type EngineAnswer = { opened: Id<'workspace'> } | { failed: ErrorValue } | { closed: 'upgrade' | 'erased' };

const now = () => Date.now();
const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
const answer = (value: EngineAnswer) => self.postMessage(value);

self.onmessage = ({ data }: MessageEvent<EngineHello>) => {
  open(data).then(
    id => answer({ opened: id }),
    error => answer({ failed: errorValue(error) }),
  );
};

/** Composes the data side of this tab. */
async function open({ scope, workspace: wanted, page, vault }: EngineHello): Promise<Id<'workspace'>> {
  const index = await openIndex({ scope, now, random });
  const id = await choose(index, wanted);
  const workspace = await openWorkspace({ scope, id, now, random, onClosed: why => answer({ closed: why }) });
  await index.opened(id);
  const engine = startEngine(scope, workspace, portsOf(vault));
  const queries = openQueries(workspace, index);
  serveDoor(page, engine, viewsOf(engine, queries), buildVerbs(engine, index));
  return id;
}

async function choose(index: WorkspaceIndex, wanted: Id<'workspace'> | undefined): Promise<Id<'workspace'>> {
  const known = await index.list();
  return (known.find(({ id }) => id === wanted) ?? known[0])?.id ?? index.create('');
}

function portsOf(vault: MessagePort): EnginePorts {
  return {
    now,
    random,
    vault: openSendPort(vault),
    providerFor: async wire => (await import('./providers/wires')).providerFor(wire),
    tools: toolbox(),
    prices: {
      find: async (provider, model, at) => (await import('./providers/prices')).findPrice(provider, model, at),
      readList: async text => (await import('./providers/prices')).readPriceList(text),
      rank: async (tier, models, at) => (await import('./providers/tiers')).rankModels(tier, models, at),
    },
    online: {
      now: () => navigator.onLine,
      watch(next) {
        self.addEventListener('online', next);
        self.addEventListener('offline', next);
      },
    },
  };
}
