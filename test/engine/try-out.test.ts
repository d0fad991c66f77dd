import { expect, test } from 'vitest';
import type { Provider } from '../../src/domain/ports';
import type { StreamEvent } from '../../src/domain/stream';
import { compareAccount } from '../../src/engine/compare-account';
import { findConnected } from '../../src/engine/free-call';
import { quoteTrial, tryOut } from '../../src/engine/try-out';
import { setBudget } from '../../src/storage/budgets';
import { sumLedger } from '../../src/storage/rollups';
import { setStage, type Script, type Stage } from './stage';
import { sumsOf } from '../storage/workspace-fixture';

const never = new AbortController().signal;
const usage: StreamEvent = { kind: 'usage', usage: { input: 100, output: 10 }, raw: {} };
const call: StreamEvent = { kind: 'part', part: { kind: 'tool-call', call: 'c1', name: 'ping', input: {} } };
const refused: StreamEvent = {
  kind: 'failure',
  error: { code: 'request-refused', retryable: false, parameters: { status: 400, message: 'no tools here' } },
};

/** 100 tokens in, 10 out at $3 and $15 a million. */
const price = 450_000;

const entriesOf = async ({ workspace }: Stage) => (await workspace.db.cost.toArray()).sort((a, b) => a.seq - b.seq);
const tried = async (stage: Stage) =>
  tryOut(stage.engine, await findConnected(stage.engine, stage.connection), 'model-a', never);

async function stageOf(script: Script, provider: Partial<Provider> = {}): Promise<Stage> {
  return setStage(script, { provider });
}

test('a trial is in the ledger at its ceiling before it leaves, and at its cost when it is over', async () => {
  const before: unknown[] = [];
  const stage: Stage = await stageOf(async function* ({ send }) {
    before.push(...(await entriesOf(stage)));
    await send();
    yield call;
    yield usage;
    yield { kind: 'end', stop: 'tool-calls' };
  });
  const most = await quoteTrial(stage.engine, await findConnected(stage.engine, stage.connection), 'model-a');
  const { findings, cost } = await tried(stage);
  expect(findings.map(({ of, is }) => `${of} ${is}`)).toEqual(['stream works', 'tools works', 'usage works']);
  expect(cost).toBe(price);
  const ceiling = (most ?? 0) / 2;
  expect(before).toMatchObject([{ kind: 'call', purpose: 'check', basis: 'estimated', cost: ceiling, low: 0 }]);
  const [entry, correction, ...more] = await entriesOf(stage);
  expect(entry).not.toHaveProperty('agent');
  expect(correction).toMatchObject({ kind: 'correction', corrects: entry?.id, basis: 'priced', cost: price });
  expect(more).toEqual([]);
  expect(stage.receipts).toMatchObject([{ purpose: 'check', act: entry?.act, attempt: 1 }]);
  expect([...(await sumLedger(stage.workspace)).values()]).toEqual(await sumsOf(stage.workspace));
});

test('where the tool is refused, a second call without it shows the rest; the refused one costs nothing', async () => {
  const stage = await stageOf(async function* ({ body }) {
    if (JSON.parse(body).turns[0].parts[0].text.includes('ping')) return yield refused;
    yield { kind: 'text-delta', text: 'yes' };
    yield usage;
    yield { kind: 'end', stop: 'end' };
  });
  const { findings, cost } = await tried(stage);
  expect(findings).toMatchObject([
    { of: 'stream', is: 'works' },
    { of: 'tools', is: 'fails', cause: 'refused-tools', error: { parameters: { message: 'no tools here' } } },
    { of: 'usage', is: 'works' },
  ]);
  expect(cost).toBe(price);
  expect((await entriesOf(stage)).filter(one => one.kind === 'correction').map(one => one.cost)).toEqual([0, price]);
});

test('without usage costs are estimates, and a model that leaves the tool alone proves nothing', async () => {
  const stage = await stageOf(async function* () {
    yield { kind: 'text-delta', text: 'yes' };
    yield { kind: 'end', stop: 'end' };
  });
  const { findings } = await tried(stage);
  expect(findings).toMatchObject([
    { is: 'works' },
    { is: 'unclear', cause: 'unasked' },
    { is: 'fails', cause: 'no-usage' },
  ]);
  expect((await entriesOf(stage)).map(one => one.basis)).toEqual(['estimated', 'estimated']);
});

test('a trial that a budget has no room for neither leaves nor is booked', async () => {
  const stage = await stageOf(async function* () {
    yield usage;
  });
  await setBudget(stage.workspace, {
    scope: 'workspace',
    window: 'total',
    limit: 1_000,
    warnAt: 0,
    consequence: 'ask',
  });
  await expect(tried(stage)).rejects.toMatchObject({ code: 'over-budget' });
  expect(stage.asked).toEqual([]);
  expect(await entriesOf(stage)).toEqual([]);
});

test('a call that was cut off is corrected by what its provider says, and the key’s count agrees with the ledger', async () => {
  let billed = 5_000_000;
  const stage = await stageOf(
    async function* ({ send }) {
      await send();
      billed += 777;
      yield { kind: 'start', id: `gen-${billed}` };
      yield { kind: 'text-delta', text: 'ye' };
      yield { kind: 'failure', error: { code: 'stream-cut', retryable: true, parameters: {} } };
    },
    {
      account: async () => ({ used: billed }),
      bill: async (_, id) =>
        id === 'gen-5000777' ? { cost: 777, usage: { input: 70, output: 2 }, raw: { id } } : undefined,
    },
  );
  const found = await findConnected(stage.engine, stage.connection);
  const work = { abort: never, progress: () => {} };
  const compare = () => compareAccount(stage.engine, found, work);
  expect(await compare()).toEqual({ corrected: { calls: 0, before: 0, after: 0 }, missing: 0, nameless: 0 });
  await tried(stage);
  const [entry, cut] = await entriesOf(stage);
  const first = await compare();
  expect(first).toMatchObject({ corrected: { calls: 1, before: cut?.cost, after: 777 }, missing: 0, nameless: 0 });
  expect(first.key).toMatchObject({ billed: 777, booked: 777 });
  expect((await entriesOf(stage)).at(-1)).toMatchObject({ corrects: entry?.id, basis: 'reported', cost: 777 });
  await tried(stage);
  const second = await compare();
  expect(second).toMatchObject({ corrected: { calls: 0 }, missing: 1 });
  expect(second.key?.billed).toBe(777);
});
