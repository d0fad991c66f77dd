import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import type { AppError } from '../../src/domain/error';
import type { Id } from '../../src/domain/id';
import { Clock, keyFor, listen, newScope, passphrase, stageVault, textOf } from './stage';

const never = new AbortController().signal;
const act = 'act-1' as Id<'act'>;
const work = { purpose: 'answer', run: 'run-1' as Id<'run'>, act, attempt: 1 } as const;
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach(close => close()));

test.each([
  { opened: false, what: 'is aborted', ends: 'vault-locked' },
  { opened: true, what: 'goes on where the keys were opened again', ends: 'begin end' },
])('a call that has not ended half a minute after the key lock $what', async ({ opened, ends }) => {
  let finish = () => {};
  const server = await listen((_, response) => {
    response.write('begin ');
    finish = () => response.end('end');
  });
  const vault = await stageVault(newScope());
  closers.push(() => [vault, server].forEach(each => each.close()));
  await vault.door.create({ passphrase, recovery: false });
  const { id: key } = await vault.door.add(keyFor(server.origin));
  const url = `${server.origin}/v1/x`;
  const reply = await vault.engine.send({ key, connection: 'c', method: 'GET', url, headers: {}, ...work }, never);
  const end = textOf(reply).catch((error: AppError) => error.code);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    await vault.door.lock('keys');
    vi.advanceTimersByTime(29_999);
    expect(await vault.engine.sent(act, 1)).toMatchObject({ state: 'opened' });
    if (opened) await vault.door.unlock(passphrase);
    vi.advanceTimersByTime(1);
    finish();
    expect(await end).toBe(ends);
  } finally {
    vi.useRealTimers();
  }
});

test('a vault whose tabs are gone drops its own keys, and leaves those that were just opened elsewhere', async () => {
  const scope = newScope();
  const clock = new Clock();
  const [before, after] = [await stageVault(scope, clock), await stageVault(scope, clock)];
  closers.push(() => [before, after].forEach(each => each.close()));
  await before.door.create({ passphrase, recovery: false });
  await after.door.unlock(passphrase);
  before.keeper.dropKeys();
  await expect.poll(before.status).toMatchObject({ state: 'locked' });
  await wait(50);
  expect(after.status()).toMatchObject({ state: 'open' });
});
