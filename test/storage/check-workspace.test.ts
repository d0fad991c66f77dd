import { expect, test } from 'vitest';
import { entryHash } from '../../src/storage/chain';
import { checkWorkspace } from '../../src/storage/check-workspace';
import { readMessage } from '../../src/storage/messages';
import { answer, freshWorkspace, hire, lead, say } from './workspace-fixture';

const idle = () => ({ abort: new AbortController().signal, progress: () => {} });

async function worked() {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  for (const text of ['one', 'two', 'three']) {
    const sent = await say(ws, agent, text);
    await answer(ws, await lead(ws, sent.run), sent.run, `answer to ${text}`);
  }
  return ws;
}

test('a workspace as it was written has nothing wrong', async () => {
  const ws = await worked();
  const shares: number[] = [];
  const report = await checkWorkspace(ws, { ...idle(), progress: share => void shares.push(share) });
  expect(report).toMatchObject({ entries: 3, changedEntries: 0, lostTexts: 0, wrongSums: 0 });
  expect(report.texts).toBeGreaterThanOrEqual(6);
  expect(shares.at(-1)).toBe(1);
});

test('an entry that was edited afterwards is found, and the sums that no longer agree with it are counted anew', async () => {
  const ws = await worked();
  const [, second] = await ws.db.cost.orderBy('[replica+seq]').toArray();
  await ws.db.cost.update(second!.id, { cost: 1 });
  const report = await checkWorkspace(ws, idle());
  expect(report.changedEntries).toBe(1);
  expect(report.wrongSums).toBeGreaterThan(0);
  expect(await checkWorkspace(ws, idle())).toMatchObject({ changedEntries: 1, wrongSums: 0 });
});

test('an entry taken out breaks the chain where it was', async () => {
  const ws = await worked();
  const [, second] = await ws.db.cost.orderBy('[replica+seq]').toArray();
  await ws.db.cost.delete(second!.id);
  expect(await checkWorkspace(ws, idle())).toMatchObject({ entries: 2, changedEntries: 1 });
});

test.each([{ seq: 9 }, { prev: 'f'.repeat(64) }])(
  'an entry hashed anew in a place that is not its own is found: %j',
  async place => {
    const ws = await worked();
    const last = await ws.db.cost.orderBy('[replica+seq]').last();
    const moved = { ...last!, ...place };
    await ws.db.cost.put({ ...moved, hash: entryHash(moved) });
    expect(await checkWorkspace(ws, idle())).toMatchObject({ entries: 3, changedEntries: 1, wrongSums: 0 });
  },
);

test('a text whose file is gone is counted as lost', async () => {
  const ws = await worked();
  const [message] = await ws.db.message.toArray();
  const { row } = await readMessage(ws, message!.id);
  await ws.db.payload.update(row.payload, { body: { file: 'nowhere/at/all' } });
  expect(await checkWorkspace(ws, idle())).toMatchObject({ lostTexts: 1 });
});

test('it can be stopped', async () => {
  const ws = await worked();
  const stop = new AbortController();
  const looking = checkWorkspace(ws, { abort: stop.signal, progress: () => stop.abort() });
  await expect(looking).rejects.toThrow('aborted');
});
