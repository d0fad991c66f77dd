import { appErrors, type ErrorValue } from '../../domain/error';
import { serve } from '../../lib/port-serve';
import type { EngineSurface, Introduction, PageSurface } from '../surface';
import { openKeeper, type Keeper } from './keeper';
import { openStore } from './store';
import { Tabs } from './tabs';

/** One vault a worker: the first page to introduce itself says for which folder. */
let bound: { scope: string; keeper: Promise<Keeper>; tabs: Tabs } | undefined;

const isShared = 'onconnect' in self;
if (isShared) {
  self.addEventListener('connect', event => {
    const [port] = (event as MessageEvent).ports;
    if (port) port.onmessage = meet;
  });
} else {
  self.addEventListener('message', meet);
}

function meet({ data }: MessageEvent<Introduction>): void {
  bound ??= bind(data.scope);
  // Another folder of this origin is another app, with a vault of its own.
  if (bound.scope !== data.scope) return;
  const { keeper, tabs } = bound;
  const page = serve<PageSurface, ErrorValue>(data.page, handlers(keeper, 'page'), appErrors);
  const engine = serve<EngineSurface, ErrorValue>(data.engine, handlers(keeper, 'engine'), appErrors);
  void tabs.join(data.tab, () => {
    page();
    engine();
  });
}

/** The keeper, or why there is none, for each call to tell. */
async function handlers<Side extends 'page' | 'engine'>(keeper: Promise<Keeper>, side: Side): Promise<Keeper[Side]> {
  return (await keeper)[side];
}

function bind(scope: string) {
  const name = `retinue:${scope}:vault`;
  /** Without its database this vault is over; the next page to come gets a new one. */
  const over = () => {
    bound = undefined;
  };
  const closed = () => {
    over();
    void keeper.then(opened => opened.close());
  };
  const keeper = openStore(scope, closed).then(store =>
    openKeeper({
      store,
      now: () => Date.now(),
      steady: () => performance.now(),
      online: () => navigator.onLine,
      exclusive: work => navigator.locks.request(`${name}-writer`, work),
      channel: new BroadcastChannel(name),
      signIns: {
        callback: new URL(`${scope}callback.html`, self.location.origin).href,
        channel: new BroadcastChannel(`retinue:${scope}:sign-in`),
      },
      shared: isShared,
    }),
  );
  keeper.catch(over);
  // Its own keys only: after an update the tabs may be at another vault, that was opened meanwhile.
  const tabs = new Tabs(navigator.locks, () => void keeper.then(opened => opened.dropKeys()).catch(() => {}));
  return { scope, keeper, tabs };
}
