import type { Id } from '../../src/domain/id';
import type { Provider } from '../../src/domain/ports';
import type { Engine } from '../../src/engine/engine';
import { startEngine } from '../../src/engine/start-engine';
import { findQueries } from '../../src/engine/find-queries';
import { serveDoor } from '../../src/engine/serve-door';
import { buildVerbs } from '../../src/engine/verbs/verbs';
import { addActivity } from '../../src/storage/activity';
import { commit } from '../../src/storage/commit';
import { follow } from '../../src/storage/follow';
import { eventsOf, openRuns, readRun } from '../../src/storage/runs';
import { canonicalJson } from '../../src/lib/canonical-json';
import type { Answer, Request, RunTimes, StepTimes } from './engine-messages';
import { portsWith } from './engine-ports';
import { watchDatabase, type WrittenTransaction } from './database-watch';
import { instantProvider, pacedProvider } from './instant-provider';
import { replyText } from './reply-text';
import { hire, say } from './talk';
import { newWorkspace, now } from './workspace';

/** A data worker like the app's, but with a model that answers at once and a vault that is always open. */

const written = watchDatabase();
let engine: Engine | undefined;
let provider: Provider = instantProvider(1);

const answer = (value: Answer) => self.postMessage(value);

self.onmessage = ({ data }: MessageEvent<Request>) => {
  handle(data).then(answer, (error: unknown) => answer({ failed: String(error) }));
};

async function handle(request: Request): Promise<Answer> {
  if ('open' in request) {
    await open(request.open);
    return { opened: true };
  }
  if ('put' in request) return { put: await put() };
  if ('steps' in request) return { steps: await measureSteps(request.steps, request.runs) };
  if ('give' in request) return { given: await give(request.give, request.tokens, request.rate) };
  await allDone();
  return { finished: true };
}

async function open(page: MessagePort): Promise<void> {
  const { workspace, index } = await newWorkspace('/engine/');
  engine = startEngine(
    '/engine/',
    workspace,
    portsWith(() => provider),
  );
  serveDoor(
    page,
    engine,
    findQueries(engine, index),
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
  const times: RunTimes[] = [];
  let bytes = 0;
  for (let number = 0; number < runs; number++) {
    const measured = await measureRun(agent, steps);
    times.push(measured.times);
    bytes += measured.bytes;
  }
  const between = [...written];
  return {
    runs: times,
    transactions: between.length / (steps - 1),
    requests: between.reduce((sum, one) => sum + one.requests(), 0) / (steps - 1),
    events: bytes / (steps * runs),
    raw: await rawSteps(between, steps - 1),
  };
}

async function measureRun(agent: Id<'agent'>, steps: number): Promise<{ times: RunTimes; bytes: number }> {
  const { workspace, bell } = opened();
  const model = instantProvider(steps);
  provider = model;
  written.length = 0;
  const began = now();
  const { run } = await say(workspace, agent, 'Go.');
  bell.ring();
  // Whoever watches the run reads its row at each write: not before the last step.
  await model.lastAsked;
  await isOver(run);
  const { row } = await readRun(workspace, run);
  if (row.phase !== 'succeeded') throw new Error(`the run has ${JSON.stringify(row.status)}`);
  const events = await eventsOf(workspace, run);
  const [first, last] = [model.asked[0]?.ended ?? Number.NaN, model.asked.at(-1)?.began ?? Number.NaN];
  written.splice(0, Number.POSITIVE_INFINITY, ...written.filter(({ at }) => at >= first && at <= last));
  const times = {
    start: (model.asked[0]?.began ?? Number.NaN) - began,
    between: model.asked.slice(1).map(({ began: next }, at) => next - (model.asked[at]?.ended ?? Number.NaN)),
  };
  return { times, bytes: events.reduce((sum, event) => sum + canonicalJson(event).length, 0) };
}

function isOver(run: Id<'run'>): Promise<void> {
  const { workspace } = opened();
  return new Promise((resolve, reject) => {
    const stop = follow(
      () => workspace.db.run.get(run),
      row => {
        if (row?.phase === 'queued' || row?.phase === 'running') return;
        stop();
        resolve();
      },
      reject,
    );
  });
}

/** Conversations in which an answer each is being written. */
async function give(count: number, tokens: number, rate: number): Promise<Id<'conversation'>[]> {
  const { workspace, bell } = opened();
  provider = pacedProvider(replyText(tokens), tokens, rate);
  const agent = await hire(workspace);
  const given: Id<'conversation'>[] = [];
  for (let number = 0; number < count; number++) given.push((await say(workspace, agent, 'Go.')).conversation);
  bell.ring();
  return given;
}

async function allDone(): Promise<void> {
  while ((await openRuns(opened().workspace)).length > 0) await new Promise(resolve => setTimeout(resolve, 100));
}

/** What the database itself takes for a step: the write transactions of so many, with all their requests at once. */
async function rawSteps(transactions: readonly WrittenTransaction[], steps: number): Promise<number[]> {
  const database = opened().workspace.db.backendDB();
  const samples: number[] = [];
  for (let repeat = 0; repeat < 30; repeat++) {
    const began = now();
    for (const transaction of transactions) await transaction.again(database);
    samples.push((now() - began) / steps);
  }
  return samples;
}

function opened(): Engine {
  if (!engine) throw new Error('open first');
  return engine;
}
