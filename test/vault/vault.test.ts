import { afterEach, describe, expect, test, vi } from 'vitest';
import type { KeyId } from '../../src/domain/ports';
import { waitAfter } from '../../src/vault/inside/device';
import { iterationsFor } from '../../src/vault/inside/kdf';
import {
  Clock,
  codeOf,
  failureOf,
  keyFor,
  newScope,
  passphrase,
  secret,
  stageLocked,
  stageVault,
  type StagedVault,
} from './stage';

const origin = 'https://api.openai.com';
const next = 'another long passphrase';
const open: StagedVault[] = [];
afterEach(() => open.splice(0).forEach(vault => vault.close()));

async function stage(scope = newScope(), clock = new Clock()): Promise<StagedVault> {
  const vault = await stageVault(scope, clock);
  open.push(vault);
  return vault;
}

async function meetLocked(recovery = false) {
  const vault = await stageLocked(recovery);
  open.push(vault);
  return vault;
}

describe('a vault', () => {
  test('does not exist at first, keeps keys in memory, and takes them in when it is made', async () => {
    const vault = await stage();
    await expect.poll(vault.status).toMatchObject({ state: 'absent', screenLocked: false, recovery: false });
    const key = await vault.door.add(keyFor('https://custom.example'));
    await expect.poll(vault.status).toMatchObject({ state: 'session' });
    expect(await vault.store.count('keys')).toBe(0);
    await vault.door.create({ passphrase, recovery: false });
    await expect.poll(vault.status).toMatchObject({ state: 'open' });
    expect(await vault.door.list()).toEqual([key]);
    expect(await vault.store.count('keys')).toBe(1);
  });

  test('forgets session keys when it is locked, for nothing could open them again', async () => {
    const vault = await stage();
    await vault.door.add(keyFor(origin));
    await vault.door.lock('screen');
    expect(await vault.door.list()).toEqual([]);
    await expect.poll(vault.status).toMatchObject({ state: 'absent', screenLocked: false });
  });

  test('opens with its passphrase in a new worker, composed or decomposed', async () => {
    const scope = newScope();
    const first = await stage(scope);
    await first.door.create({ passphrase: 'Übergrößenträger'.normalize('NFC'), recovery: false });
    const second = await stage(scope);
    await expect.poll(second.status).toMatchObject({ state: 'locked' });
    await second.door.unlock('Übergrößenträger'.normalize('NFD'));
    await expect.poll(second.status).toMatchObject({ state: 'open' });
  });

  test('keeps nothing of a key in the clear', async () => {
    const vault = await stage();
    await vault.door.create({ passphrase, recovery: false });
    await vault.door.add(keyFor(origin));
    const stored = JSON.stringify(
      await Promise.all([vault.store.getAll('keys'), vault.store.getAll('header'), vault.store.getAll('origins')]),
      (_, value) => (value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value),
    );
    expect(stored).toContain('retinue-vault');
    for (const part of [secret, secret.slice(-8), origin, passphrase]) expect(stored).not.toContain(part);
  });

  test('shows a key by its last four characters only', async () => {
    const vault = await stage();
    const info = await vault.door.add(keyFor(origin));
    expect(info.tail).toBe(secret.slice(-4));
    expect(JSON.stringify(info)).not.toContain(secret.slice(0, -4));
    expect((await vault.door.add(keyFor(origin, { secret: 'short' }))).tail).toBe('');
  });

  test.each(['short', 'elevenchars', 'e\u0301'.repeat(11)])('wants twelve characters: %s', async short => {
    const vault = await stage();
    expect(await codeOf(vault.door.create({ passphrase: short, recovery: false }))).toBe('passphrase-too-short');
    await expect.poll(vault.status).toMatchObject({ state: 'absent' });
  });

  test('is not made twice', async () => {
    const vault = await meetLocked();
    expect(await codeOf(vault.door.create({ passphrase: next, recovery: false }))).toBe('vault-locked');
  });

  test('answers what needs a vault or open keys with what is missing', async () => {
    const absent = await stage();
    expect(await codeOf(absent.door.unlock(passphrase))).toBe('no-vault');
    const locked = await meetLocked();
    expect(await codeOf(locked.door.list())).toBe('vault-locked');
    expect(await codeOf(locked.door.add(keyFor(origin)))).toBe('vault-locked');
  });

  test('is gone after erasing, with its receipts', async () => {
    const vault = await meetLocked();
    await vault.door.erase('keys');
    await expect.poll(vault.status).toMatchObject({ state: 'absent' });
    expect(await vault.store.count('header')).toBe(0);
    expect(await vault.store.count('keys')).toBe(0);
  });
});

describe('a wrong passphrase', () => {
  test('opens nothing, and each makes the next wait longer, also in another worker', async () => {
    const { door, clock, scope, status } = await meetLocked();
    for (const seconds of [1, 2]) {
      expect(await codeOf(door.unlock('not the passphrase'))).toBe('wrong-passphrase');
      const refused = await failureOf(door.unlock(passphrase));
      expect(refused.toValue()).toMatchObject({ code: 'wait-before-retry', parameters: { seconds } });
      await expect.poll(() => status().waitUntil).toBe(clock.at + seconds * 1_000);
      clock.at += seconds * 1_000;
    }
    const other = await stage(scope, clock);
    await other.door.unlock(passphrase);
    await expect.poll(other.status).toMatchObject({ state: 'open' });
    expect(other.status().waitUntil).toBeUndefined();
  });

  test('does not lock the user out when the clock is set back', async () => {
    const { door, clock } = await meetLocked();
    expect(await codeOf(door.unlock('not the passphrase'))).toBe('wrong-passphrase');
    clock.at -= 10 * 365 * 24 * 3_600_000;
    expect((await failureOf(door.unlock(passphrase))).parameters).toEqual({ seconds: 60 });
  });

  test('is not tried in parallel', async () => {
    const { door } = await meetLocked();
    const codes = await Promise.all(
      ['wrong one ......', 'wrong two ......', passphrase].map(guess => codeOf(door.unlock(guess))),
    );
    expect(codes).toEqual(['wrong-passphrase', 'wait-before-retry', 'wait-before-retry']);
  });
});

describe('changing what opens it', () => {
  test('the new passphrase opens, the old one does not, the recovery code still does', async () => {
    const { door, store, scope, recoveryCode, key, clock } = await meetLocked(true);
    const before = await store.get('header', 'current');
    await door.changePassphrase({ old: passphrase, next });
    const after = await store.get('header', 'current');
    expect(after?.generation).toBe((before?.generation ?? 0) + 1);
    expect(after?.kdf.salt).not.toEqual(before?.kdf.salt);
    expect(await store.get('header', 'previous')).toBeUndefined();

    const second = await stage(scope, clock);
    expect(await codeOf(second.door.unlock(passphrase))).toBe('wrong-passphrase');
    clock.at += 60_000;
    await second.door.unlock(next);
    expect(await second.door.list()).toEqual([key]);

    const third = await stage(scope, clock);
    await third.door.recover({ code: recoveryCode.toLowerCase(), passphrase: 'the third passphrase' });
    expect(await third.door.list()).toEqual([key]);
    const fourth = await stage(scope, clock);
    await fourth.door.unlock('the third passphrase');
  });

  test('the recovery code takes in the keys that a tab held in memory, as the passphrase does', async () => {
    const scope = newScope();
    const clock = new Clock();
    const [maker, holder] = [await stage(scope, clock), await stage(scope, clock)];
    const key = await holder.door.add(keyFor('https://api.openai.com'));
    const { recoveryCode = '' } = await maker.door.create({ passphrase, recovery: true });
    await expect.poll(holder.status).toMatchObject({ state: 'locked' });
    await holder.door.recover({ code: recoveryCode, passphrase: next });
    expect(await holder.door.list()).toMatchObject([{ id: key.id }]);
    const later = await stage(scope, clock);
    await later.door.unlock(next);
    expect(await later.door.list()).toMatchObject([{ id: key.id }]);
  });

  test('a change cut short leaves a vault that opens with the old passphrase or the new', async () => {
    for (const works of [passphrase, next]) {
      const vault = await meetLocked();
      // The machine stops after the new header was written, before the old one was removed.
      vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementationOnce(() => {
        throw new DOMException('stopped', 'AbortError');
      });
      expect(await codeOf(vault.door.changePassphrase({ old: passphrase, next }))).toBe('storage-blocked');
      expect(await vault.store.get('header', 'previous')).toMatchObject({ generation: 1 });
      expect(await vault.store.get('header', 'current')).toMatchObject({ generation: 2 });
      const again = await stage(vault.scope, vault.clock);
      await again.door.unlock(works);
      expect(await again.door.list()).toEqual([vault.key]);
      expect(await again.store.get('header', 'previous')).toBeUndefined();
    }
  });

  test('a recovery code can be added later, replaces the one before, and needs the passphrase', async () => {
    const { door, scope, clock, recoveryCode, status } = await meetLocked(true);
    expect(await codeOf(door.addRecovery('not the passphrase'))).toBe('wrong-passphrase');
    clock.at += 60_000;
    const { recoveryCode: second } = await door.addRecovery(passphrase);
    await expect.poll(status).toMatchObject({ recovery: true });
    expect(second).not.toBe(recoveryCode);
    const later = await stage(scope, clock);
    expect(await codeOf(later.door.recover({ code: recoveryCode, passphrase: next }))).toBe('wrong-passphrase');
    clock.at += 60_000;
    await later.door.recover({ code: second, passphrase: next });
  });
});

describe('the step-up', () => {
  test('a custom origin needs the passphrase once, a known one and this machine never', async () => {
    const vault = await stage();
    await vault.door.create({ passphrase, recovery: false });
    await vault.door.add(keyFor(origin));
    await vault.door.add(keyFor('http://localhost:11434', { secret: '' }));
    expect(await codeOf(vault.door.add(keyFor('https://own.example')))).toBe('origin-not-allowed');
    expect(await codeOf(vault.door.add(keyFor('https://own.example'), { passphrase: next }))).toBe('wrong-passphrase');
    expect((await vault.door.list()).length).toBe(2);
  });

  test('looser caps need the passphrase, on a new key as on an old one', async () => {
    const vault = await stage();
    await vault.door.create({ passphrase, recovery: false });
    const key = await vault.door.add(keyFor(origin));
    const looser = { ...key.caps, perCall: key.caps.perCall * 2 };
    expect(await codeOf(vault.door.add(keyFor(origin, { caps: looser })))).toBe('wrong-passphrase');
    await vault.door.setCaps(key.id, looser, { passphrase });
    expect((await vault.door.list())[0]?.caps).toEqual(looser);
    // One that takes its place may do as much, one for another address may not.
    expect((await vault.door.add(keyFor(origin, { caps: looser }))).caps).toEqual(looser);
    const elsewhere = vault.door.add(keyFor('https://api.anthropic.com', { caps: { ...looser, perCall: 1e12 } }));
    expect(await codeOf(elsewhere)).toBe('wrong-passphrase');
    expect(await codeOf(vault.door.setCaps(key.id, looser, { passphrase: next }))).toBe('wrong-passphrase');
  });

  test.each([
    ['an administration key', { secret: 'sk-ant-admin01-abcdefgh' }, 'admin-key'],
    ['another one', { secret: 'sk-admin-abcdefghijkl' }, 'admin-key'],
    ['a key with a line break', { secret: 'sk-abc\r\nx: y' }, 'wrong-key'],
    ['a header name with a space', { header: 'x api' }, 'header-refused'],
    ['http to elsewhere', { origin: 'http://api.openai.com' }, 'origin-not-allowed'],
    ['a path', { origin: 'https://api.openai.com/v1' }, 'origin-not-allowed'],
    ['no paths', { paths: [] }, 'address-refused'],
  ] as const)('%s is never taken', async (_, fields, code) => {
    const vault = await stage();
    expect(await codeOf(vault.door.add(keyFor(origin, fields)))).toBe(code);
  });

  test('a key that no header can carry is told apart from one that a provider refuses', async () => {
    const vault = await stage();
    const failure = await failureOf(vault.door.add(keyFor(origin, { secret: 'sk-two words' })));
    expect(failure.toValue()).toMatchObject({ code: 'wrong-key', parameters: { what: 'characters' } });
  });

  test('a key that was forgotten is gone', async () => {
    const vault = await stage();
    await vault.door.create({ passphrase, recovery: false });
    const { id } = await vault.door.add(keyFor(origin));
    await vault.door.forget(id);
    await vault.door.forget('no such key' as KeyId);
    expect(await vault.door.list()).toEqual([]);
    expect(await vault.store.count('keys')).toBe(0);
  });
});

test('waits double up to a minute', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 100].map(waitAfter)).toEqual(
    [0, 1, 2, 4, 8, 16, 32, 60, 60, 60].map(s => s * 1_000),
  );
});

test('iterations are calibrated to half a second within bounds', () => {
  expect(iterationsFor(200)).toBe(1_000_000);
  expect(iterationsFor(25)).toBe(2_000_000);
  expect(iterationsFor(0.1)).toBe(10_000_000);
});
