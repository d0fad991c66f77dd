import { afterEach, describe, expect, test } from 'vitest';
import { newScope, stageSender, stageVault, textOf, type StagedSender } from './stage';

const never = new AbortController().signal;
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach(close => close()));

async function stage(): Promise<StagedSender> {
  const staged = await stageSender();
  closers.push(staged.close);
  return staged;
}

describe('the network receipt', () => {
  test('lists newest first, by page and by origin', async () => {
    const { door, engine, request, server } = await stage();
    for (let call = 0; call < 5; call++) await textOf(await engine.send(request({ connection: `c${call}` }), never));
    const names = async (options: Parameters<typeof door.receipts>[0]) =>
      (await door.receipts(options)).map(({ connection }) => connection);
    expect(await names({ limit: 2 })).toEqual(['c4', 'c3']);
    expect(await names({ limit: 2, before: 4 })).toEqual(['c2', 'c1']);
    expect(await names({ limit: 9, origin: server.origin })).toHaveLength(5);
    expect(await names({ limit: 9, origin: 'https://api.openai.com' })).toEqual([]);
  });

  test('knows every host that is in it, and pages through one among many', async () => {
    const { door, store } = await stage();
    const origins = ['https://b.example', 'https://a.example', 'https://c.example'];
    for (let at = 0; at < 300; at++) {
      const origin = at < 2 ? 'https://rare.example' : (origins[at % 3] ?? '');
      const row = { at, origin, connection: `c${at}`, path: '/', purpose: 'answer', bytesOut: 0, bytesIn: 0 } as const;
      await store.add('receipts', { ...row, state: 'done' });
    }
    expect(await door.receiptOrigins()).toEqual([...origins.toSorted(), 'https://rare.example']);
    expect((await door.receipts({ limit: 100, origin: 'https://rare.example' })).map(row => row.at)).toEqual([1, 0]);
    const seen: number[] = [];
    for (let before: number | undefined; ;) {
      const page = await door.receipts({ limit: 30, origin: 'https://a.example', ...(before && { before }) });
      seen.push(...page.map(row => row.at));
      before = page.at(-1)?.id;
      if (page.length < 30) break;
    }
    expect(seen).toEqual(Array.from({ length: 300 }, (_, at) => 299 - at).filter(at => at > 1 && at % 3 === 1));
  });

  test('of a version before this one is read by host, too', async () => {
    const scope = newScope();
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open(`retinue:${scope}:vault`, 1);
      request.onupgradeneeded = () => {
        const { result } = request;
        for (const name of ['header', 'origins', 'device']) result.createObjectStore(name);
        for (const name of ['keys', 'hosts'])
          result.createObjectStore(name, { keyPath: name === 'keys' ? 'id' : 'origin' });
        result.createObjectStore('traffic', { keyPath: ['key', 'day'] });
        const receipts = result.createObjectStore('receipts', { keyPath: 'id', autoIncrement: true });
        receipts.createIndex('attempt', ['act', 'attempt']);
        receipts.createIndex('calls', ['key', 'at']);
        receipts.add({ at: 1, origin: 'https://old.example', connection: 'old', path: '/', purpose: 'answer' });
      };
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
      request.onerror = () => reject(new Error(request.error?.message));
    });
    const vault = await stageVault(scope);
    expect(await vault.door.receiptOrigins()).toEqual(['https://old.example']);
    expect(await vault.door.receipts({ limit: 1, origin: 'https://old.example' })).toMatchObject([
      { connection: 'old' },
    ]);
    vault.close();
  });
});
