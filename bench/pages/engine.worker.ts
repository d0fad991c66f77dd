import type { Id } from '../../src/domain/id';
import type { SendPort } from '../../src/domain/ports';
import { startEngine, type Engine } from '../../src/engine/engine';
import type { EnginePorts } from '../../src/engine/ports';
import { serveDoor } from '../../src/engine/serve-door';
import { buildVerbs } from '../../src/engine/verbs/verbs';
import { findPrice } from '../../src/providers/prices';
import { addActivity } from '../../src/storage/activity';
import { commit } from '../../src/storage/commit';
import { follow } from '../../src/storage/follow';
import { openQueries } from '../../src/storage/open-queries';
import { readRun } from '../../src/storage/runs';
import { toolbox } from '../../src/tools/toolbox';
import type { Answer, Request, RunTimes, StepTimes } from './engine-messages';
import { instantProvider } from './instant-provider';
import { hire, say } from './talk';
import { newWorkspace, now } from './workspace';

/** A data worker like the app's, but with a model that answers at once and a vault that is always open. */

const writes = countWrites();
let engine: Engine | undefined;
let provider = instantProvider(1);

const answer = (value: Answer) => self.postMessage(value);

self.onmessage = ({ data }: MessageEvent<Request>) => {
  if ('open' in data) void open(data.open).then(() => answer({ opened: true }));
  else if ('put' in data) void put().then(at => answer({ put: at }));
  else void measureSteps(data.steps, data.runs).then(steps => answer({ steps }));
};

async function open(page: MessagePort): Promise<void> {
  const { workspace, index } = await newWorkspace('/engine/');
  engine = startEngine('/engine/', workspace, ports());
  serveDoor(
    page,
    engine,
    openQueries(workspace, index),
    buildVerbs(engine, index, () => Promise.resolve()),
  );
}

/** Writes a line to the feed. Its `at` is read inside the transaction, right before the write. */
async function put(): Promise<number> {
  const { workspace } = opened();
  await commit(workspace, ['activity', 'device'], async () =>
    addActivity(workspace, { kind: 'prices-updated', count: 1 }),
  );
  return now();
}

/** Runs with `steps` model calls each, one after the other. */
async function measureSteps(steps: number, runs: number): Promise<StepTimes> {
  const agent = await hire(opened().workspace);
  const before = writes();
  const times: RunTimes[] = [];
  for (let number = 0; number < runs; number++) {
    provider = instantProvider(steps);
    times.push(await measureRun(agent));
  }
  const transactions = (writes() - before) / (steps * runs);
  return { runs: times, transactions, bare: await bareWrites(100) };
}

async function measureRun(agent: Id<'agent'>): Promise<RunTimes> {
  const { workspace, bell } = opened();
  const began = now();
  const { run } = await say(workspace, agent, 'Go.');
  bell.ring();
  await new Promise<void>((resolve, reject) => {
    const stop = follow(
      () => workspace.db.run.get(run),
      row => {
        if (row?.phase !== 'succeeded' && row?.phase !== 'failed') return;
        stop();
        resolve();
      },
      reject,
    );
  });
  const { row } = await readRun(workspace, run);
  if (row.phase !== 'succeeded') throw new Error(`the run has ${JSON.stringify(row.status)}`);
  const calls = provider.asked;
  return {
    start: (calls[0]?.began ?? Number.NaN) - began,
    between: calls.slice(1).map(({ began: next }, at) => next - (calls[at]?.ended ?? Number.NaN)),
  };
}

async function bareWrites(count: number): Promise<number[]> {
  const { workspace } = opened();
  const samples: number[] = [];
  for (let number = 0; number < count; number++) {
    const began = now();
    await workspace.db.transaction('rw', workspace.db.device, () => workspace.db.device.put({ id: 'lead', epoch: 1 }));
    samples.push(now() - began);
  }
  return samples;
}

/** Counts read-write transactions of this worker. Dexie keeps the method it finds when it opens: call this before. */
function countWrites(): () => number {
  const { prototype } = IDBDatabase;
  let count = 0;
  const counted = new Proxy(Reflect.get(prototype, 'transaction') as object, {
    apply(target: Function, database, given: unknown[]) {
      if (given[1] === 'readwrite') count++;
      return Reflect.apply(target, database, given);
    },
  });
  Object.assign(prototype, { transaction: counted });
  return () => count;
}

function ports(): EnginePorts {
  return {
    now,
    random: size => crypto.getRandomValues(new Uint8Array(size)),
    vault: openVault,
    providerFor: () => Promise.resolve(provider),
    tools: toolbox(),
    prices: {
      find: (...asked) => Promise.resolve(findPrice(...asked)),
      readList: () => Promise.resolve([]),
      rank: () => Promise.resolve([]),
    },
    online: { now: () => true, watch: () => {} },
  };
}

const openVault: SendPort = {
  send: () => Promise.reject(new Error('the instant model sends nothing')),
  sent: () => Promise.resolve(undefined),
  watch(next) {
    next({ state: 'open', screenLocked: false, halted: false, shared: false, recovery: false });
    return () => {};
  },
};

function opened(): Engine {
  if (!engine) throw new Error('open first');
  return engine;
}
