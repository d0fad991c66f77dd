import fc from 'fast-check';
import { expect, test } from 'vitest';
import { derivedId, type Id } from '../../src/domain/id';
import { stepHandle, type NewPlanStep } from '../../src/domain/plan';
import { commit } from '../../src/storage/commit';
import type { Workspace } from '../../src/storage/open';
import { applyPlanChange, preparePlanChange } from '../../src/storage/plan-change';
import { asDocument, mergeDocuments } from '../../src/storage/merge';
import { addPlanStep, editPlanStep, planSteps, userStamp } from '../../src/storage/plans';
import { stamp } from '../../src/storage/write';
import { freshWorkspace, hire } from './workspace-fixture';

const task = derivedId<'task'>('test', 'task');

const open = (title: string, more: Partial<NewPlanStep> = {}): NewPlanStep => ({ title, state: 'open', ...more });

/** An agent that looked at the plan when `seen` was minted hands in another. */
async function handIn(ws: Workspace, steps: readonly NewPlanStep[], seen = stamp(ws)): Promise<string> {
  const prepared = await preparePlanChange(ws, { task, steps, seen });
  await commit(ws, ['plan-step'], () => applyPlanChange(ws, prepared));
  return prepared.notes.join('\n');
}

const titles = async (ws: Workspace) =>
  (await planSteps(ws, task)).filter(({ state }) => state !== 'dropped').map(({ body }) => body.title);

const named = async (ws: Workspace, title: string) => {
  const step = (await planSteps(ws, task)).find(({ body }) => body.title === title);
  if (!step) throw new Error(`no step ${title}`);
  return step;
};

test('a plan is handed in, gone on with and put in another order', async () => {
  const ws = await freshWorkspace();
  await handIn(ws, [open('A', { test: 'seen', estimate: 0.25 }), open('B'), open('C')]);
  await handIn(ws, [open('C'), open('A', { state: 'done' }), open('New'), open('B')]);
  expect(await titles(ws)).toEqual(['C', 'A', 'New', 'B']);
  expect(await named(ws, 'A')).toMatchObject({ state: 'done', estimate: 250_000_000, body: { test: 'seen' } });
});

test('whatever order an agent asks for is the order there is', async () => {
  const ws = await freshWorkspace();
  const names = ['A', 'B', 'C', 'D', 'E', 'F'];
  const orders = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(orders, async order => {
      await handIn(
        ws,
        order.map(title => open(title)),
      );
      expect(await titles(ws)).toEqual(order);
    }),
    { numRuns: 40 },
  );
});

test('a step is known by its handle when its title changes', async () => {
  const ws = await freshWorkspace();
  const told = await handIn(ws, [open('Draft')]);
  const { id } = await named(ws, 'Draft');
  expect(told).toContain(`${stepHandle(id)} [open] Draft`);
  await handIn(ws, [open('Draft it well', { id: stepHandle(id) })]);
  expect(await planSteps(ws, task)).toMatchObject([{ id, body: { title: 'Draft it well' } }]);
});

test('a step left out is dropped where all can see it; one that is over stays', async () => {
  const ws = await freshWorkspace();
  await handIn(ws, [open('A', { state: 'done' }), open('B'), open('C')]);
  await handIn(ws, [open('C')]);
  expect((await planSteps(ws, task)).map(({ body, state }) => [body.title, state])).toEqual([
    ['A', 'done'],
    ['B', 'dropped'],
    ['C', 'open'],
  ]);
});

test('what the user edited since the agent looked stays, and is told; the rest is the agent’s', async () => {
  const ws = await freshWorkspace();
  await handIn(ws, [open('A'), open('B')]);
  const seen = stamp(ws);
  const { id } = await named(ws, 'A');
  await editPlanStep(ws, id, { title: 'A, but shorter' });
  const told = await handIn(ws, [open('A', { id: stepHandle(id), state: 'doing' }), open('B')], seen);
  expect(told).toContain('The user changed the title');
  expect(await named(ws, 'A, but shorter')).toMatchObject({ id, state: 'doing' });
  await handIn(ws, [open('A again', { id: stepHandle(id) }), open('B')]);
  expect(await titles(ws)).toEqual(['A again', 'B']);
});

test('two edits of the user at once both stay', async () => {
  const ws = await freshWorkspace();
  await handIn(ws, [open('A'), open('B')]);
  const seen = stamp(ws);
  const { id } = await named(ws, 'A');
  await Promise.all([editPlanStep(ws, id, { title: 'Mine' }), editPlanStep(ws, id, { state: 'done' })]);
  await handIn(ws, [open('A', { id: stepHandle(id) }), open('B')], seen);
  expect(await named(ws, 'Mine')).toMatchObject({ id, state: 'done' });
});

test('two plans in one answer: the second changes what the first did, and what neither could know stays', async () => {
  const ws = await freshWorkspace();
  await handIn(ws, [open('A'), open('B')]);
  const seen = stamp(ws);
  await editPlanStep(ws, (await named(ws, 'B')).id, { state: 'done' });
  await handIn(ws, [open('A', { state: 'doing' }), open('B')], seen);
  await handIn(ws, [open('A', { state: 'done' }), open('B')], seen);
  expect(await named(ws, 'A')).toMatchObject({ state: 'done' });
  expect(await named(ws, 'B')).toMatchObject({ state: 'done' });
});

test('a step the user added meanwhile stays, one the user removed stays removed', async () => {
  const ws = await freshWorkspace();
  await handIn(ws, [open('A'), open('B')]);
  const seen = stamp(ws);
  await addPlanStep(ws, task, { title: 'Mine' });
  await editPlanStep(ws, (await named(ws, 'B')).id, { gone: true });
  const told = await handIn(ws, [open('A'), open('B')], seen);
  expect(await titles(ws)).toEqual(['A', 'Mine']);
  expect(told).toContain('added or changed the step “Mine”');
  expect(told).toContain('removed the step “B”');
});

test('an edit of the user’s on one device is known as such after an agent’s on another, whichever is merged into which', async () => {
  const fields = fc.constantFrom('title', 'state', 'test' as const);
  const edit = fc.record({ by: fc.constantFrom('user', 'agent'), field: fields, on: fc.nat(1), text: fc.nat(9) });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { maxLength: 6 }), fc.boolean(), async (edits, turned) => {
      const ws = await freshWorkspace();
      await handIn(ws, [open('A')]);
      const [born] = await ws.db['plan-step'].toArray();
      if (!born) throw new Error('no step');
      const seen = stamp(ws);
      const rows = [born, born];
      const last = new Map<string, string>();
      for (const { by, field, on, text } of edits) {
        await ws.db['plan-step'].put(rows[on]!);
        const before = await named(ws, rows[on]!.body.title);
        const value = field === 'state' ? (text % 2 ? 'doing' : 'done') : `${field} ${text}`;
        if (by === 'user') await editPlanStep(ws, born.id, { [field]: value });
        else await handIn(ws, [open(before.body.title, { id: born.id, state: before.state, [field]: value })]);
        const after = (await ws.db['plan-step'].get(born.id))!;
        const name = field === 'state' ? field : `body.${field}`;
        if (after.edits?.[name] !== before.edits?.[name]) last.set(field, by);
        rows[on] = after;
      }
      const [one, other] = (turned ? rows.toReversed() : rows).map(asDocument);
      await ws.db['plan-step'].put(mergeDocuments(one!, other!) as never);
      const merged = (await ws.db['plan-step'].get(born.id))!;
      for (const field of ['title', 'state', 'test'] as const)
        expect([field, userStamp(merged, field) !== undefined]).toEqual([field, last.get(field) === 'user']);
      const told = await handIn(ws, [open('Other', { id: born.id, state: 'failed', test: 'other' })], seen);
      const untold = [...last].filter(
        ([field, by]) => by === 'user' && !told.includes(`The user changed the ${field}`),
      );
      expect(untold).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('a step of before there were marks keeps whose its edits were', async () => {
  const ws = await freshWorkspace();
  await handIn(ws, [open('A')]);
  const row = await named(ws, 'A');
  const edited = stamp(ws);
  const old = { ...row, state: 'done', byUser: ['state'], edits: { state: edited, byUser: edited } } as const;
  await ws.db['plan-step'].put({ ...old, byUser: ['state'] });
  expect(userStamp((await ws.db['plan-step'].get(row.id))!, 'state')).toBe(edited);
  await handIn(ws, [open('A', { id: row.id, state: 'doing' })]);
  expect(userStamp((await ws.db['plan-step'].get(row.id))!, 'state')).toBeUndefined();
});

test('an edit between preparing and applying wins', async () => {
  const ws = await freshWorkspace();
  await handIn(ws, [open('A')]);
  const { id } = await named(ws, 'A');
  const prepared = await preparePlanChange(ws, { task, steps: [open('A', { state: 'doing' })], seen: stamp(ws) });
  await editPlanStep(ws, id, { state: 'done' });
  await commit(ws, ['plan-step'], () => applyPlanChange(ws, prepared));
  expect(await named(ws, 'A')).toMatchObject({ state: 'done' });
});

test('owners are found by name, and an unknown one is told', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws, 'Ada');
  const told = await handIn(ws, [
    open('A', { owner: 'ada' }),
    open('B', { owner: 'user' }),
    open('C', { owner: 'Bo' }),
  ]);
  expect((await planSteps(ws, task)).map(({ owner }) => owner)).toEqual([agent, 'user', undefined]);
  expect(told).toContain('no agent named “Bo”');
});

test('the user adds, moves, drops and removes steps', async () => {
  const ws = await freshWorkspace();
  const [a, b, c] = [
    await addPlanStep(ws, task, { title: 'A' }),
    await addPlanStep(ws, task, { title: 'B', test: 'seen' }),
    await addPlanStep(ws, task, { title: 'C' }),
  ];
  await editPlanStep(ws, c, { after: a });
  expect(await titles(ws)).toEqual(['A', 'C', 'B']);
  await editPlanStep(ws, b, { after: null });
  expect(await titles(ws)).toEqual(['B', 'A', 'C']);
  await editPlanStep(ws, a, { state: 'dropped', reason: 'not needed' });
  expect(await named(ws, 'A')).toMatchObject({ state: 'dropped', body: { reason: 'not needed' } });
  await editPlanStep(ws, b, { gone: true });
  expect(await titles(ws)).toEqual(['C']);
  await editPlanStep(ws, b, { gone: false });
  expect(await titles(ws)).toEqual(['B', 'C']);
  await expect(editPlanStep(ws, 'no' as Id<'plan-step'>, { title: 'x' })).rejects.toMatchObject({ code: 'not-found' });
});
