import { expect, test } from 'vitest';
import type { OneTime } from '../../src/domain/budget';
import { derivedId } from '../../src/domain/id';
import { budgetTables, writeIntent, writeOutcome } from '../../src/storage/acts';
import { budgetId, changeTeam, dropBudget, listBudgets, setBudget, type NewBudget } from '../../src/storage/budgets';
import { listStandings, recountWindows } from '../../src/storage/budget-windows';
import { commit } from '../../src/storage/commit';
import type { Workspace } from '../../src/storage/open';
import { writeLateUsage } from '../../src/storage/costs';
import { adoptMonthlyLimit } from '../../src/storage/monthly-limit';
import { setSetting } from '../../src/storage/settings';
import { add, envelope, freshId } from '../../src/storage/write';
import { answer, costOf, freshWorkspace, handClock, hire, intent, lead, model, say } from './workspace-fixture';

const monthly: NewBudget = { scope: 'workspace', window: 'month', limit: 20_000_000, warnAt: 0, consequence: 'ask' };
const hour = 3_600_000;
const day = 24 * hour;

async function begun(start = Date.UTC(2026, 10, 25, 12)) {
  const clock = handClock(start);
  const ws = await freshWorkspace({ now: clock.now });
  await setSetting(ws, 'zone', 'Europe/Berlin');
  const agent = await hire(ws);
  const { run } = await say(ws, agent, 'x');
  const epoch = await lead(ws, run);
  return { ws, clock, agent, run, epoch };
}

const windows = async ({ ws }: Pick<Awaited<ReturnType<typeof begun>>, 'ws'>) =>
  (await ws.db['budget-window'].toArray()).map(({ from, spent }) => ({ from, spent }));

test('a cost belongs to the window its money was set aside in, whenever it comes', async () => {
  const stage = await begun(Date.UTC(2026, 10, 30, 22, 59));
  const { ws, clock, run, epoch } = stage;
  await setBudget(ws, monthly);
  const act = freshId<'act'>(ws);
  await writeIntent(ws, epoch, run, intent(act));
  clock.turn(2 * day);
  await answer(ws, epoch, run, 'late', { act: freshId(ws), ends: false });
  await writeLateUsage(ws, run, costOf(act));
  expect(await windows(stage)).toEqual([
    { from: '2026-11-01', spent: 4_500_000 },
    { from: '2026-12-01', spent: 4_500_000 },
  ]);
});

test('an answer after midnight counts in the day and the month in which it was asked for', async () => {
  const stage = await begun(Date.UTC(2026, 10, 30, 22, 59));
  const { ws, clock, run, epoch } = stage;
  await setBudget(ws, monthly);
  const act = freshId<'act'>(ws);
  await writeIntent(ws, epoch, run, intent(act));
  clock.turn(3_600_000);
  const failed = { kind: 'act-failed', act, attempt: 1, final: false } as const;
  await writeOutcome(ws, epoch, run, {
    events: [{ ...failed, error: { code: 'stream-cut', retryable: true, parameters: {} } }],
    messages: [],
    cost: costOf(act),
  });
  expect(await windows(stage)).toEqual([{ from: '2026-11-01', spent: 4_500_000 }]);
  expect((await ws.db.cost.toArray()).map(entry => entry.dayLocal)).toEqual(['2026-11-30']);
});

test('a new month has room again; a clock set back into the old one finds it as full as it was', async () => {
  const stage = await begun();
  const { ws, clock, run, epoch } = stage;
  await setBudget(ws, monthly);
  await answer(ws, epoch, run, 'one', { ends: false, cost: { cost: 15_000_000 } });
  const next = () => writeIntent(ws, epoch, run, intent(freshId(ws)));
  expect((await next()).is).toBe('ask');
  clock.turn(7 * day);
  const act = freshId<'act'>(ws);
  const once = { budgets: [], ceiling: 0, isClockRight: true };
  expect((await writeIntent(ws, epoch, run, intent(act), { once })).is).toBe('go');
  await answer(ws, epoch, run, 'two', { act, ends: false, cost: { cost: 15_000_000 } });
  expect((await next()).is).toBe('ask');
  clock.turn(-7 * day);
  expect((await next()).is).toBe('ask');
  expect(await windows(stage)).toEqual([
    { from: '2026-11-01', spent: 15_000_000 },
    { from: '2026-12-01', spent: 15_000_000 },
  ]);
});

test('before a window moves after a gap of more than 36 hours, the user is asked whether the clock is right', async () => {
  const stage = await begun();
  const { ws, clock, run, epoch } = stage;
  await setBudget(ws, { ...monthly, window: 'day', limit: 1_000_000_000 });
  await answer(ws, epoch, run, 'one', { ends: false });
  const [entry] = await ws.db.cost.toArray();
  const next = (once?: OneTime) => writeIntent(ws, epoch, run, intent(freshId(ws)), once ? { once } : {});
  clock.turn(35 * hour);
  expect((await next()).is).toBe('go');
  clock.turn(3 * hour);
  // Within the new day the gap is of no matter.
  expect((await next()).is).toBe('go');
  clock.turn(day);
  expect(await next()).toMatchObject({ is: 'ask', because: 'clock', clock: { last: entry?.at } });
  expect(await windows(stage)).toHaveLength(2);
  expect((await next({ budgets: [], ceiling: 0, isClockRight: true })).is).toBe('go');
  expect(await windows(stage)).toHaveLength(3);
  // Now the days are where the clock is: nobody is asked again.
  expect((await next()).is).toBe('go');
});

test('a lowered limit shows as over, and then nothing starts', async () => {
  const { ws, run, epoch } = await begun();
  await setBudget(ws, { ...monthly, limit: 1_000_000_000 });
  await answer(ws, epoch, run, 'one', { ends: false });
  await setBudget(ws, { ...monthly, limit: 1_000_000 });
  const admission = await writeIntent(ws, epoch, run, intent(freshId(ws)));
  expect(admission).toMatchObject({ is: 'ask', because: 'limit' });
  expect(await ws.db.reservation.count()).toBe(0);
  // The user lets through what he was asked about, and nothing dearer.
  const once = (ceiling: number) => ({ once: { budgets: [budgetId(monthly)], ceiling } });
  expect((await writeIntent(ws, epoch, run, intent(freshId(ws)), once(8_999_999))).is).toBe('ask');
  expect((await writeIntent(ws, epoch, run, intent(freshId(ws)), once(9_000_000))).is).toBe('go');
});

test('a budget that was taken away and comes back has counted what was spent, and what is in flight, meanwhile', async () => {
  const wider = { ...monthly, limit: 25_000_000 };
  for (const comeBack of [
    (ws: Workspace) => dropBudget(ws, budgetId(wider), false),
    (ws: Workspace) => setBudget(ws, wider),
  ]) {
    const stage = await begun();
    const { ws, run, epoch } = stage;
    await setBudget(ws, wider);
    await answer(ws, epoch, run, 'before', { ends: false });
    await dropBudget(ws, budgetId(wider), true);
    await answer(ws, epoch, run, 'meanwhile', { ends: false, cost: { cost: 7_000_000 } });
    const act = freshId<'act'>(ws);
    await writeIntent(ws, epoch, run, intent(act));
    await comeBack(ws);
    expect(await windows(stage)).toEqual([{ from: '2026-11-01', spent: 11_500_000 }]);
    expect(await listStandings(ws)).toMatchObject([{ reserved: 9_000_000 }]);
    expect((await writeIntent(ws, epoch, run, intent(freshId(ws)))).is).toBe('wait');
    await answer(ws, epoch, run, 'late', { act, ends: false });
    expect(await windows(stage)).toEqual([{ from: '2026-11-01', spent: 16_000_000 }]);
  }
});

test('every scope limits what it names', async () => {
  const { ws, run, epoch, agent } = await begun();
  const row = await ws.db.run.get(run);
  const scopes: [NewBudget['scope'], string | undefined][] = [
    ['workspace', undefined],
    ['team', undefined],
    ['agent', agent],
    ['task', row?.task],
    ['run', run],
    ['connection', model.connection],
  ];
  for (const [scope, of] of scopes) {
    const budget: NewBudget = {
      scope,
      window: 'total',
      limit: 1,
      warnAt: 0,
      consequence: 'stop',
      ...(of ? { of } : {}),
      ...(scope === 'team' ? { members: [derivedId<'agent'>('agent', 'a colleague'), agent] } : {}),
    };
    await setBudget(ws, budget);
    const admission = await writeIntent(ws, epoch, run, intent(freshId(ws)), { connection: model.connection });
    expect(admission).toMatchObject({ is: 'stop', over: [{ budget: { scope } }] });
    await setBudget(ws, { ...budget, limit: 1_000_000_000_000 });
  }
});

test('a team has spent what its agents have, those before it was made included, and nobody else’s', async () => {
  const stage = await begun();
  const { ws, run, epoch, agent } = stage;
  const other = await hire(ws, 'Basil');
  const outsider = await hire(ws, 'Cleo');
  await answer(ws, epoch, run, 'one', { ends: false, cost: { cost: 3_000_000 } });
  const team = { ...monthly, scope: 'team', members: [other, agent] } as const;
  await setBudget(ws, team);
  expect(budgetId({ ...team, members: [agent, other] })).toBe(budgetId(team));
  for (const [one, cost] of [
    [other, 4_000_000],
    [outsider, 9_000_000],
  ] as const) {
    const asked = await say(ws, one, 'and you?');
    const lease = await lead(ws, asked.run);
    const act = freshId<'act'>(ws);
    await writeIntent(ws, lease, asked.run, intent(act));
    await answer(ws, lease, asked.run, 'two', { act, cost: { cost } });
  }
  expect(await windows(stage)).toEqual([{ from: '2026-11-01', spent: 7_000_000 }]);
  await commit(ws, [...budgetTables, 'run'], () => recountWindows(ws));
  expect(await windows(stage)).toEqual([{ from: '2026-11-01', spent: 7_000_000 }]);
});

test('a task’s budget that is set late counts a call nobody told the cost of at the most it can have been', async () => {
  const { ws, run, epoch } = await begun();
  const torn = { basis: 'estimated', cost: 2_000_000, low: 1_000_000, high: 9_000_000 } as const;
  await answer(ws, epoch, run, 'torn', { ends: false, cost: torn });
  const task = (await ws.db.run.get(run))?.task ?? '';
  await setBudget(ws, { scope: 'task', of: task, window: 'total', limit: 1, warnAt: 0, consequence: 'ask' });
  expect(await listStandings(ws)).toMatchObject([{ window: { spent: 9_000_000 } }]);
});

test('a team’s budgets go over to other agents at once, with what those have spent', async () => {
  const stage = await begun();
  const { ws, run, epoch, agent } = stage;
  const [other, outsider] = [await hire(ws, 'Basil'), await hire(ws, 'Cleo')];
  await setBudget(ws, { ...monthly, scope: 'team', members: [other, outsider], limit: 6_000_000, perCall: 5 });
  await answer(ws, epoch, run, 'one', { ends: false });
  await changeTeam(ws, [other, outsider], [outsider, agent]);
  expect(await listBudgets(ws)).toMatchObject([{ members: [outsider, agent], limit: 6_000_000, perCall: 5 }]);
  // 4.5 million are spent, the next call may cost 4.5.
  expect((await writeIntent(ws, epoch, run, intent(freshId(ws)))).is).toBe('ask');
  await changeTeam(ws, [agent, outsider], [outsider, agent]);
  await changeTeam(ws, [agent, outsider], [outsider, other]);
  expect(await listBudgets(ws)).toMatchObject([{ members: [other, outsider], limit: 6_000_000 }]);
  expect((await writeIntent(ws, epoch, run, intent(freshId(ws)))).is).toBe('go');
});

test('windows counted anew are what they were', async () => {
  const stage = await begun();
  const { ws, run, epoch, agent } = stage;
  await setBudget(ws, { ...monthly, limit: 1_000_000_000 });
  await setBudget(ws, { ...monthly, scope: 'agent', of: agent, window: 'day', limit: 1_000_000_000 });
  await answer(ws, epoch, run, 'one', { ends: false });
  await answer(ws, epoch, run, 'two', { ends: false, cost: { basis: 'estimated', cost: 1, low: 0, high: 9_000_000 } });
  const before = await windows(stage);
  expect(before.map(one => one.spent)).toEqual([13_500_000, 13_500_000]);
  await commit(ws, [...budgetTables, 'run'], () => recountWindows(ws));
  expect(await windows(stage)).toEqual(before);
});

test('the monthly figure of an older version becomes a budget, once', async () => {
  const { ws } = await begun();
  const id = derivedId<'setting'>('setting', 'monthlyLimit');
  const old = { ...envelope(ws, id), name: 'monthlyLimit' as never, body: { value: 60_000_000_000 } };
  await add(ws, 'setting', old);
  await adoptMonthlyLimit(ws);
  await adoptMonthlyLimit(ws);
  expect(await listBudgets(ws)).toMatchObject([{ scope: 'workspace', window: 'month', limit: 60_000_000_000 }]);
  expect((await ws.db.setting.get(id))?.gone).toBe(true);
});
