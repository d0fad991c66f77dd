import type { Provider, SendPort } from '../../src/domain/ports';
import type { EnginePorts } from '../../src/engine/ports';
import { findPrice } from '../../src/providers/prices';
import { toolbox } from '../../src/tools/toolbox';
import { now } from './workspace';

/** What the app's data worker is given, but with a model of the bench's own and a vault that is always open. */
export function portsWith(provider: () => Provider): EnginePorts {
  return {
    now,
    random: size => crypto.getRandomValues(new Uint8Array(size)),
    vault: openVault,
    providerFor: () => Promise.resolve(provider()),
    tools: toolbox(),
    delegate: async () => (await import('../../src/tools/ask-colleague')).askColleague,
    prices: {
      find: (...asked) => Promise.resolve(findPrice(...asked)),
      readList: () => Promise.resolve([]),
      rank: () => Promise.resolve([]),
    },
    online: { now: () => true, watch: () => {} },
    aside: { now: () => false, watch: () => {} },
  };
}

const openVault: SendPort = {
  send: () => Promise.reject(new Error('the models of the bench send nothing')),
  sent: () => Promise.resolve(undefined),
  watch(next) {
    next({ state: 'open', screenLocked: false, halted: false, shared: false, recovery: false });
    return () => {};
  },
};
