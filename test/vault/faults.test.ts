import { afterEach, describe, expect, test } from 'vitest';
import type { Id } from '../../src/domain/id';
import { fillDisk } from '../support/full-disk';
import { codeOf, keyFor, newScope, passphrase, stageSender, stageVault, textOf, type StagedVault } from './stage';

const never = new AbortController().signal;
const act = 'act-1' as Id<'act'>;
const closers: (() => void)[] = [];
afterEach(() => {
  fillDisk(false);
  closers.splice(0).forEach(close => close());
});

/** Everything the vault keeps, but when and how often it was tried. */
async function kept({ store }: Pick<StagedVault, 'store'>): Promise<string> {
  const names = ['header', 'keys', 'origins', 'receipts', 'traffic'] as const;
  return JSON.stringify(await Promise.all(names.map(name => store.getAll(name))));
}

describe('on a full disk', () => {
  test('a vault is not half made, and what cannot be kept changes nothing and can be tried again', async () => {
    const vault = await stageVault(newScope());
    closers.push(vault.close);
    const { door } = vault;
    await door.add(keyFor('https://api.openai.com'));
    const next = 'another long passphrase';
    const writes: [string, () => Promise<unknown>][] = [
      ['the vault', () => door.create({ passphrase, recovery: false })],
      ['a key', () => door.add(keyFor('https://api.anthropic.com'))],
      ['the passphrase', () => door.changePassphrase({ old: passphrase, next })],
    ];
    for (const [what, write] of writes) {
      const before = await kept(vault);
      fillDisk(true);
      expect([what, await codeOf(write())]).toEqual([what, 'storage-full']);
      fillDisk(false);
      expect([what, await kept(vault)]).toEqual([what, before]);
      await write();
      expect([what, await kept(vault)]).not.toEqual([what, before]);
    }
    expect(await door.list()).toHaveLength(2);
  });

  test('no request leaves whose receipt cannot be written', async () => {
    const staged = await stageSender();
    closers.push(staged.close);
    fillDisk(true);
    expect(await codeOf(staged.engine.send(staged.request({ act, attempt: 1 }), never))).toBe('storage-full');
    fillDisk(false);
    expect(staged.server.requests).toEqual([]);
    expect(await staged.engine.sent(act, 1)).toBeUndefined();
    await textOf(await staged.engine.send(staged.request(), never));
    expect(staged.server.requests).toHaveLength(1);
  });

  test('an answer that came whole is handed over, though its receipt cannot be closed', async () => {
    let finish: () => void = () => {};
    const staged = await stageSender((_, response) => {
      response.write('half, ');
      finish = () => response.end('whole');
    });
    closers.push(staged.close);
    const reply = await staged.engine.send(staged.request({ act, attempt: 1 }), never);
    fillDisk(true);
    finish();
    expect(await textOf(reply)).toBe('half, whole');
    fillDisk(false);
    expect(await staged.engine.sent(act, 1)).toMatchObject({ state: 'opened' });
  });
});

test('a long answer passes in pieces, and is counted', async () => {
  const size = 8_000_000;
  const staged = await stageSender((_, response) => {
    const piece = Buffer.alloc(500_000, 'x');
    let left = size;
    const write = (): void => {
      while (left > 0) {
        left -= piece.length;
        if (!response.write(piece)) return void response.once('drain', write);
      }
      response.end();
    };
    write();
  });
  closers.push(staged.close);
  const reply = await staged.engine.send(staged.request({ act, attempt: 1 }), never);
  let got = 0;
  let largest = 0;
  for await (const chunk of reply.chunks) {
    got += chunk.length;
    largest = Math.max(largest, chunk.length);
  }
  expect(got).toBe(size);
  expect(largest).toBeLessThan(1_000_000);
  await expect.poll(() => staged.engine.sent(act, 1)).toMatchObject({ state: 'done', bytesIn: size });
});

test('keys erased in one tab are gone in the other', async () => {
  const scope = newScope();
  const [first, second] = [await stageVault(scope), await stageVault(scope)];
  closers.push(first.close, second.close);
  await first.door.create({ passphrase, recovery: false });
  await first.door.add(keyFor('https://api.openai.com'));
  await second.door.unlock(passphrase);
  await first.door.erase('keys');
  await expect.poll(() => second.status().state).toBe('absent');
  expect(await second.door.list()).toEqual([]);
});
