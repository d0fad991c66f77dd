import { expect, test } from 'vitest';
import type { BudgetRow } from '../../src/domain/budget';
import { patchAgent } from '../../src/storage/agents';
import type { Sent } from '../../src/storage/send';
import { setPrice } from '../../src/storage/prices';
import { dropBudget, setBudget, wakeForBudgets, type NewBudget } from '../../src/storage/budgets';
import { answerRequests, readPayload } from '../../src/storage/requests';
import { budgetVerbs } from '../../src/engine/verbs/budget-verbs';
import { reprice } from '../../src/storage/repricing';
import { openAll } from '../../src/storage/seal';
import { setSetting } from '../../src/storage/settings';
import { answer, ended, entries, openOf, send, standing, work } from './play';
import { setStage, until, type Stage } from './stage';

/** One answer costs 4,500,000 nano-dollars here; a call with the shortest answer allowed may cost some 18,000,000. */
const aDay = (limit: number, more: Partial<NewBudget> = {}): NewBudget => ({
  scope: 'workspace',
  window: 'day',
  limit,
  warnAt: 80,
  consequence: 'ask',
  ...more,
});

const windows = (stage: Stage) => stage.workspace.db['budget-window'].toArray();
const reservations = (stage: Stage) => stage.workspace.db.reservation.count();

async function asked(limit: number, more: Partial<NewBudget> = {}) {
  const stage = await setStage(answer);
  await setBudget(stage.workspace, aDay(limit, more));
  const sent = await send(stage);
  const lead = await stage.lead();
  return { stage, sent, lead };
}

test('a call that could pass a budget is not sent; raising the limit lets it go on', async () => {
  const { stage, sent, lead } = await asked(1_000_000);
  const run = await standing(stage, sent, 'waiting');
  expect(run.status).toMatchObject({ for: 'budget' });
  const [request] = await openOf(stage, sent);
  expect(request?.asks).toBe('budget');
  expect(await readPayload(stage.workspace, request?.shown ?? '')).toMatchObject({
    budgets: [{ scope: 'workspace', window: 'day', limit: 1_000_000, spent: 0 }],
  });
  expect(stage.asked).toEqual([]);
  expect(await reservations(stage)).toBe(0);

  await setBudget(stage.workspace, aDay(1_000_000_000));
  stage.engine.bell.ring();
  expect((await ended(stage, sent)).phase).toBe('succeeded');
  expect(await openOf(stage, sent)).toEqual([]);
  expect((await windows(stage)).map(one => one.spent)).toEqual([4_500_000]);
  expect(await reservations(stage)).toBe(0);
  lead.stop();
});

test('continuing once lets this call through beside the limit, and not the next', async () => {
  const { stage, sent, lead } = await asked(1_000_000);
  await standing(stage, sent, 'waiting');
  const [request] = await openOf(stage, sent);
  if (!request) throw new Error('nothing was asked');
  await answerRequests(stage.workspace, sent.run, [{ request: request.id, answer: 'approved' }]);
  stage.engine.bell.ring();
  expect((await ended(stage, sent)).phase).toBe('succeeded');
  expect(await windows(stage)).toMatchObject([{ spent: 4_500_000, beside: 4_500_000 }]);
  const next = await send(stage, 'And seven times eight?');
  stage.engine.bell.ring();
  await standing(stage, next, 'waiting');
  expect(stage.asked).toHaveLength(1);
  lead.stop();
});

test('a run whose user would rather not go on is stopped', async () => {
  const { stage, sent, lead } = await asked(1_000_000);
  await standing(stage, sent, 'waiting');
  const [request] = await openOf(stage, sent);
  if (!request) throw new Error('nothing was asked');
  await answerRequests(stage.workspace, sent.run, [{ request: request.id, answer: 'rejected' }]);
  stage.engine.bell.ring();
  expect((await ended(stage, sent)).phase).toBe('cancelled');
  expect(stage.asked).toEqual([]);
  lead.stop();
});

test('a budget that stops ends the run with its reason', async () => {
  const { stage, sent, lead } = await asked(1_000_000, { consequence: 'stop' });
  const run = await ended(stage, sent);
  expect(run.status).toMatchObject({ is: 'failed', error: { code: 'over-budget' } });
  expect(stage.asked).toEqual([]);
  lead.stop();
});

test('a budget of another agent limits nobody else, and a removed one nobody at all', async () => {
  const { stage, sent, lead } = await asked(0, { scope: 'agent', of: 'someone-else' });
  expect((await ended(stage, sent)).phase).toBe('succeeded');
  await setBudget(stage.workspace, aDay(0));
  const [mine] = (await stage.workspace.db.budget.toArray()).filter(row => row.scope === 'workspace');
  const next = await send(stage, 'Again?');
  stage.engine.bell.ring();
  await standing(stage, next, 'waiting');
  await dropBudget(stage.workspace, (mine as BudgetRow).id, true);
  stage.engine.bell.ring();
  expect((await ended(stage, next)).phase).toBe('succeeded');
  lead.stop();
});

test('a budget set in the middle of the day counts what was spent in it before', async () => {
  const { stage, sent, lead } = await asked(1_000_000_000, { window: 'total' });
  await ended(stage, sent);
  await setBudget(stage.workspace, aDay(1_000_000_000));
  const next = await send(stage, 'Again?');
  stage.engine.bell.ring();
  await ended(stage, next);
  expect((await windows(stage)).map(one => one.spent)).toEqual([9_000_000, 9_000_000]);
  lead.stop();
});

test('the user is told once that little is left', async () => {
  const { stage, sent, lead } = await asked(1_000_000_000, { warnAt: 1 });
  await ended(stage, sent);
  const more = [await send(stage, 'Again?'), await send(stage, 'And again?'), await send(stage, 'Once more?')];
  stage.engine.bell.ring();
  for (const one of more) await ended(stage, one);
  const told = (await stage.workspace.db.activity.toArray()).filter(row => row.happened.kind === 'budget-warned');
  expect(told.map(row => row.happened)).toEqual([
    { kind: 'budget-warned', scope: 'workspace', window: 'day', spent: 13_500_000, limit: 1_000_000_000, fits: 219 },
  ]);
  lead.stop();
});

test('a model without a price is refused under a budget until it has one', async () => {
  const stage = await setStage(answer);
  stage.engine.prices.find = () => Promise.resolve(undefined);
  await setBudget(stage.workspace, aDay(1_000_000_000));
  const sent = await send(stage);
  const lead = await stage.lead();
  await standing(stage, sent, 'waiting');
  const [request] = await openOf(stage, sent);
  expect(await readPayload(stage.workspace, request?.shown ?? '')).not.toHaveProperty('ceiling');
  await setPrice(stage.workspace, {
    source: 'user',
    provider: 'anthropic',
    body: { model: 'model-a', rates: { input: 1, output: 1 }, tiers: [], date: '2026-11-25' },
  });
  await wakeForBudgets(stage.workspace);
  stage.engine.bell.ring();
  expect((await ended(stage, sent)).phase).toBe('succeeded');
  lead.stop();
});

test('a model without a price counts as what the user set for a call', async () => {
  const stage = await setStage(answer);
  stage.engine.prices.find = () => Promise.resolve(undefined);
  await setBudget(stage.workspace, aDay(1_000_000_000, { perCall: 30_000_000 }));
  const sent = await send(stage);
  const lead = await stage.lead();
  await ended(stage, sent);
  const [entry] = await entries(stage);
  expect(entry).toMatchObject({ basis: 'unknown', ceiling: 30_000_000 });
  expect(await windows(stage)).toMatchObject([{ spent: 30_000_000 }]);
  // Once it has a price, that takes the place of what was set aside.
  const source = { name: 'user', date: '2026-11-25', model: 'model-a', match: 'exact' } as const;
  const to = { rates: { input: 1, output: 1 }, source, cost: 10_000, basis: 'priced' } as const;
  if (entry) await reprice(stage.workspace, [{ entry, to }]);
  expect(await windows(stage)).toMatchObject([{ spent: 10_000 }]);
  lead.stop();
});

test('a call that does not fit beside one in flight waits for it, and is then sent', async () => {
  let release = () => {};
  const held = new Promise<void>(resolve => (release = resolve));
  const stage = await setStage(async function* (call) {
    if (call.number === 1) await held;
    yield* answer(call);
  });
  await setBudget(stage.workspace, aDay(25_000_000));
  const first = await send(stage, 'One');
  const second = await send(stage, 'Two');
  const lead = await stage.lead();
  await until(
    async () => (await reservations(stage)) === 1 && (await standing(stage, second, 'running')).phase === 'running',
    () => stage.workspace.db.run.toArray(),
  );
  expect(stage.asked).toHaveLength(1);
  // Paused with everything else it does not go on asking for room: it waits in the queue.
  stage.halt(true);
  await standing(stage, second, 'queued');
  stage.halt(false);
  await standing(stage, second, 'running');
  release();
  await ended(stage, first);
  expect((await ended(stage, second)).phase).toBe('succeeded');
  lead.stop();
});

test('an answer is made shorter to fit what is left, before anybody is asked', async () => {
  const stage = await setStage(answer);
  await patchAgent(stage.workspace, stage.agent, { maxOutput: 8_000 });
  await setBudget(stage.workspace, aDay(60_000_000));
  const sent = await send(stage);
  const lead = await stage.lead();
  expect((await ended(stage, sent)).phase).toBe('succeeded');
  const { max_tokens: allowed } = JSON.parse(stage.asked[0] ?? '') as { max_tokens: number };
  expect(allowed).toBeGreaterThan(1_000);
  expect(allowed).toBeLessThan(4_000);
  const [entry] = await entries(stage);
  expect(entry?.ceiling).toBeLessThanOrEqual(60_000_000);
  lead.stop();
});

test('after days away the user is asked whether the date is right before a new day’s budget begins', async () => {
  let ahead = 0;
  const stage = await setStage(answer);
  const { now } = stage.workspace;
  const later = { now: () => now() + ahead };
  Object.assign(stage.workspace, later);
  Object.assign(stage.engine, later);
  await setBudget(stage.workspace, aDay(1_000_000_000));
  const first = await send(stage);
  const lead = await stage.lead();
  await ended(stage, first);
  ahead = 3 * 24 * 3_600_000;
  const next = await send(stage, 'And now?');
  stage.engine.bell.ring();
  await standing(stage, next, 'waiting');
  const [request] = await openOf(stage, next);
  expect(await readPayload(stage.workspace, request?.shown ?? '')).toMatchObject({
    clock: { last: expect.any(Number) },
  });
  expect(stage.asked).toHaveLength(1);
  if (request) await answerRequests(stage.workspace, next.run, [{ request: request.id, answer: 'approved' }]);
  stage.engine.bell.ring();
  expect((await ended(stage, next)).phase).toBe('succeeded');
  expect(await windows(stage)).toMatchObject([{ beside: 0 }, { spent: 4_500_000, beside: 0 }]);
  lead.stop();
});

test('a dollar and a model of $25 a million: twenty normal turns in a row, and none is refused', async () => {
  const words = 'Two hundred words or so on what was asked, as answers are. '.repeat(20);
  const stage = await setStage(async function* ({ send: leave, body }) {
    await leave();
    yield { kind: 'text-delta', text: words };
    const usage = { input: Math.ceil(body.length / 4), output: Math.ceil(words.length / 4) };
    yield { kind: 'usage', usage, raw: {} };
    yield { kind: 'end', stop: 'end' };
  });
  const rates = { input: 5_000_000_000, output: 25_000_000_000, cacheWrite: 6_250_000_000 };
  const found = { rates, tiers: [], date: '2026-09-23', model: 'model-a', match: 'exact' } as const;
  stage.engine.prices.find = () => Promise.resolve(found);
  await patchAgent(stage.workspace, stage.agent, { maxOutput: 8_000 });
  await setBudget(stage.workspace, aDay(1_000_000_000, { warnAt: 0 }));
  const lead = await stage.lead();
  let conversation: Sent['conversation'] | undefined;
  for (let turn = 1; turn <= 20; turn++) {
    const text = `Question ${turn}: ${'what about this, then? '.repeat(10)}`;
    const sent = await send(stage, text, conversation);
    conversation = sent.conversation;
    stage.engine.bell.ring();
    expect((await ended(stage, sent)).phase).toBe('succeeded');
  }
  const booked = await entries(stage);
  const total = (figures: (number | undefined)[]) => figures.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const ratio = total(booked.map(one => one.ceiling)) / total(booked.map(one => one.cost));
  console.log(`reserved/actual over 20 turns: ${ratio.toFixed(1)}`);
  expect(booked).toHaveLength(20);
  expect(ratio).toBeLessThanOrEqual(5);
  lead.stop();
});

test('the first budget makes the zone of its days a setting, and a later one leaves the user’s choice alone', async () => {
  const { engine, workspace } = await setStage(answer);
  const zones = async () =>
    (await openAll(await workspace.db.setting.toArray())).filter(row => row.name === 'zone').map(row => row.body.value);
  expect(await zones()).toEqual([]);
  await budgetVerbs(engine).setBudget(work, aDay(1_000_000));
  expect(await zones()).toEqual([new Intl.DateTimeFormat().resolvedOptions().timeZone]);
  await setSetting(workspace, 'zone', 'Asia/Tokyo');
  await budgetVerbs(engine).setBudget(work, aDay(2_000_000));
  expect(await zones()).toEqual(['Asia/Tokyo']);
});
