import { afterEach, describe, expect, test } from 'vitest';
import type { Header } from '../../src/vault/inside/header';
import { codeOf, keyFor, newScope, passphrase, stageLocked, stageVault, type StagedVault } from './stage';

const origin = 'https://api.openai.com';
const open: StagedVault[] = [];
afterEach(() => open.splice(0).forEach(vault => vault.close()));

async function stage(): Promise<StagedVault> {
  const vault = await stageVault(newScope());
  open.push(vault);
  return vault;
}

async function meetLocked(): Promise<StagedVault> {
  const vault = await stageLocked();
  open.push(vault);
  return vault;
}

async function editHeader({ store }: StagedVault, edit: (header: Header) => Header): Promise<void> {
  const header = await store.get('header', 'current');
  if (!header) throw new Error('no header');
  await store.put('header', edit(header), 'current');
}

describe('storage edited by somebody else', () => {
  test.each<[string, (header: Header) => Header]>([
    ['fewer iterations', header => ({ ...header, kdf: { ...header.kdf, iterations: 1_000 } })],
    ['so many iterations that it hangs', header => ({ ...header, kdf: { ...header.kdf, iterations: 1e9 } })],
    ['a broken count', header => ({ ...header, kdf: { ...header.kdf, iterations: 600_000.5 } })],
    ['a short salt', header => ({ ...header, kdf: { ...header.kdf, salt: new Uint8Array(8) } })],
    ['another format', header => ({ ...header, magic: 'other' })],
    ['a later version', header => ({ ...header, version: 2 })],
    ['no wraps', header => ({ ...header, wraps: [] })],
  ])('a header with %s is damaged', async (_, edit) => {
    const vault = await meetLocked();
    await editHeader(vault, edit);
    expect(await codeOf(vault.door.unlock(passphrase))).toBe('vault-damaged');
  });

  test.each<[string, (header: Header) => Header]>([
    ['other iterations within bounds', header => ({ ...header, kdf: { ...header.kdf, iterations: 600_001 } })],
    ['another salt', header => ({ ...header, kdf: { ...header.kdf, salt: new Uint8Array(32) } })],
    ['another id', header => ({ ...header, id: crypto.randomUUID() })],
    ['a signing key of their own', header => ({ ...header, pub: header.pub.map(byte => byte ^ 1) })],
    [
      'a flipped bit',
      header => ({ ...header, wraps: header.wraps.map(wrap => ({ ...wrap, dek: wrap.dek.map(byte => byte ^ 1) })) }),
    ],
    [
      'swapped wraps',
      header => ({ ...header, wraps: header.wraps.map(wrap => ({ ...wrap, dek: wrap.policy, iv: wrap.policyIv })) }),
    ],
  ])('a header with %s does not open', async (_, edit) => {
    const vault = await meetLocked();
    await editHeader(vault, edit);
    expect(await codeOf(vault.door.unlock(passphrase))).toBe('wrong-passphrase');
  });

  test('a key moved under another id, or with a flipped bit, does not open', async () => {
    const vault = await stage();
    await vault.door.create({ passphrase, recovery: false });
    const [first, second] = [await vault.door.add(keyFor(origin)), await vault.door.add(keyFor('https://api.x.ai'))];
    const record = await vault.store.get('keys', first.id);
    if (!record) throw new Error('no record');
    await vault.store.put('keys', { ...record, id: second.id });
    expect(await codeOf(vault.door.list())).toBe('vault-damaged');
    await vault.store.delete('keys', second.id);
    expect((await vault.door.list()).length).toBe(1);
    await vault.store.put('keys', { ...record, sealed: record.sealed.map(byte => byte ^ 1) });
    expect(await codeOf(vault.door.list())).toBe('vault-damaged');
  });

  test('an edited, forged or foreign list of origins is noticed', async () => {
    const vault = await stage();
    await vault.door.create({ passphrase, recovery: false });
    const key = await vault.door.add(keyFor('https://own.example'), { passphrase });
    const send = () => {
      const request = {
        key: key.id,
        connection: 'c',
        method: 'GET',
        url: 'https://own.example/v1/x',
        headers: {},
        purpose: 'models',
      } as const;
      return codeOf(vault.engine.send(request, new AbortController().signal));
    };
    const signed = await vault.store.get('origins', 'signed');
    if (!signed) throw new Error('nothing signed');
    expect(signed.origins).toEqual(['https://own.example']);
    for (const origins of [[...signed.origins, 'https://evil.example'], []]) {
      await vault.store.put('origins', { ...signed, origins }, 'signed');
      expect(await send()).toBe('vault-damaged');
      expect(await codeOf(vault.door.add(keyFor('https://evil.example')))).toBe('vault-damaged');
    }
    await vault.store.delete('origins', 'signed');
    expect(await send()).toBe('origin-not-allowed');

    const other = await stage();
    await other.door.create({ passphrase, recovery: false });
    await other.door.add(keyFor('https://evil.example'), { passphrase });
    const foreign = await other.store.get('origins', 'signed');
    if (!foreign) throw new Error('nothing signed');
    await vault.store.put('origins', foreign, 'signed');
    expect(await send()).toBe('vault-damaged');
  });
});
