import { expect, test } from 'vitest';
import { findInConversation } from '../../src/storage/find';
import { follow } from '../../src/storage/follow';
import { retryRun, showVersion } from '../../src/storage/send';
import { leaseRun } from '../../src/storage/runs';
import { answer, freshWorkspace, hire, lead, say } from './workspace-fixture';

test('what was said on the branch on screen is found in its order, whatever its case, and nothing of other branches', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  const first = await say(ws, agent, 'Where is the LEDGER?');
  const { conversation } = first;
  const epoch = await lead(ws, first.run);
  const old = await answer(ws, epoch, first.run, 'The old ledger is in the hall.');
  const again = await retryRun(ws, old.message);
  await leaseRun(ws, epoch, again.run);
  const fresh = await answer(ws, epoch, again.run, `${'word '.repeat(30)}ledger${' word'.repeat(30)}`);

  const { found, more } = await findInConversation(ws, conversation, ' ledger ');
  expect(more).toBe(false);
  expect(found.map(({ message, fromEnd }) => ({ message, fromEnd }))).toEqual([
    { message: first.message, fromEnd: 2 },
    { message: fresh.message, fromEnd: 1 },
  ]);
  expect(found.map(({ excerpt }) => excerpt)).toEqual([
    'Where is the LEDGER?',
    '…word word word word word word word word ledger word word word word word word word word…',
  ]);
  await showVersion(ws, old.message);
  expect((await findInConversation(ws, conversation, 'ledger')).found.map(({ message }) => message)).toEqual([
    first.message,
    old.message,
  ]);
});

test('nothing is found for nothing, nor what was never said, nor in another conversation', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  const { conversation } = await say(ws, agent, 'Hello');
  await say(ws, agent, 'Goodbye');
  for (const text of ['', '  ', 'goodbye', 'hello there'])
    expect(await findInConversation(ws, conversation, text)).toEqual({ found: [], more: false });
});

test('of very many places the newest are told, and that there are more', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  const { conversation } = await say(ws, agent, 'again 1');
  for (let at = 2; at <= 230; at += 1) await say(ws, agent, `again ${at}`, { conversation });
  const { found, more } = await findInConversation(ws, conversation, 'AGAIN');
  expect(more).toBe(true);
  expect(found).toHaveLength(200);
  expect(found[0]).toMatchObject({ excerpt: 'again 31', fromEnd: 200 });
  expect(found.at(-1)).toMatchObject({ excerpt: 'again 230', fromEnd: 1 });
});

test('a message that comes while one looks is found too', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  const { conversation } = await say(ws, agent, 'one');
  const counts: number[] = [];
  const stop = follow(
    () => findInConversation(ws, conversation, 'one'),
    ({ found }) => void counts.push(found.length),
    () => {},
  );
  await expect.poll(() => counts.at(-1)).toBe(1);
  await say(ws, agent, 'one more', { conversation });
  await expect.poll(() => counts.at(-1)).toBe(2);
  stop();
});
