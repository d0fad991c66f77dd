import { afterEach, describe, expect, test, vi } from 'vitest';
import { AppError, type ErrorCode } from '../../src/domain/error';
import type { KeyId, NewKey, SendRequest } from '../../src/domain/ports';
import { introduceVault } from '../../src/vault/door';
import type { Header } from '../../src/vault/inside/header';
import { databaseOf, dump, edit, holds, introduce, meetVault, type Home, type MetVault } from './stage';

vi.setConfig({ testTimeout: 30_000 });

const passphrase = 'correct horse battery';
const secret = 'sk-live-0123456789abcdefghijklmnopqrstuvwxyz';
const origin = location.origin;
const never = new AbortController().signal;

let scopes = 0;
const newScope = () => `/attack-${++scopes}-${crypto.randomUUID().slice(0, 8)}/`;

function keyFor(fields: Partial<NewKey> = {}): NewKey {
  return { origin, header: 'authorization', prefix: 'Bearer ', secret, paths: ['/src/'], ...fields };
}

async function codeOf(promise: Promise<unknown>): Promise<ErrorCode> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  throw new Error('it did not fail');
}

/** What an intruder's script sees: every message, every call of WebCrypto and the network, every database row. */
function intrude() {
  const seen: unknown[] = [];
  const undo: (() => void)[] = [];
  function hook<Target extends object>(target: Target, name: keyof Target & string) {
    const original = Reflect.get(target, name) as (...args: unknown[]) => unknown;
    Reflect.set(target, name, function (this: unknown, ...args: unknown[]) {
      seen.push(name, ...args);
      const result = Reflect.apply(original, this, args);
      if (result instanceof Promise) result.then(value => seen.push(value)).catch(() => {});
      return result;
    });
    undo.push(() => Reflect.set(target, name, original));
  }
  hook(MessagePort.prototype, 'postMessage');
  hook(Worker.prototype, 'postMessage');
  hook(BroadcastChannel.prototype, 'postMessage');
  hook(globalThis, 'fetch');
  hook(IDBObjectStore.prototype, 'put');
  hook(IDBObjectStore.prototype, 'add');
  for (const name of [
    'encrypt',
    'decrypt',
    'wrapKey',
    'unwrapKey',
    'importKey',
    'exportKey',
    'deriveBits',
    'deriveKey',
  ] as const) {
    hook(SubtleCrypto.prototype, name);
  }
  // Whatever any listener of the page reads, it reads through this getter.
  const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
  if (!data) throw new Error('no getter to hook');
  Object.defineProperty(MessageEvent.prototype, 'data', {
    ...data,
    get(this: MessageEvent) {
      const value: unknown = data.get?.call(this);
      seen.push(value);
      return value;
    },
  });
  undo.push(() => Object.defineProperty(MessageEvent.prototype, 'data', data));
  return { seen, undo: () => undo.forEach(each => each()) };
}

const undos: (() => void)[] = [];
afterEach(() => undos.splice(0).forEach(undo => undo()));

const wire = (fields: Partial<SendRequest>, key: KeyId): SendRequest => ({
  key,
  connection: 'c',
  method: 'GET',
  url: `${origin}/src/vault/door.ts`,
  headers: {},
  purpose: 'models',
  ...fields,
});

describe.each<Home>(['Worker', 'SharedWorker'])('script in a page whose vault lives in a %s', home => {
  async function stage() {
    const scope = newScope();
    const vault = await meetVault(home, scope);
    await vault.door.create({ passphrase, recovery: false });
    const key = await vault.door.add(keyFor());
    return { ...vault, scope, key };
  }

  let staged: ReturnType<typeof stage> | undefined;
  /** For tests that leave everything as it was. */
  const stageOnce = () => (staged ??= stage());

  test('sees the key in nothing that crosses, is stored, or can be asked for', async () => {
    const { door, engine, key, scope, worker } = await stage();
    const { seen, undo } = intrude();
    undos.push(undo);
    const channel = new BroadcastChannel(databaseOf(scope));
    channel.onmessage = ({ data }) => seen.push(data);

    const reply = await engine.send(wire({}, key.id), never);
    seen.push(reply.headers);
    for await (const chunk of reply.chunks) seen.push(chunk);
    expect(reply.status).toBe(200);
    seen.push(await door.list(), await door.receipts({ limit: 10 }));
    await door.lock('screen');
    await door.unlock(passphrase);
    await door.lock('keys');
    await door.unlock(passphrase);
    const intruder = await introduce(worker, scope);
    seen.push(await intruder.door.list(), intruder.status());
    seen.push(await dump(scope));
    channel.close();

    // The hooks work: what the user types into a page with such a script in it, the script has.
    expect(holds(seen, passphrase)).toBe(true);
    expect(holds(seen, key.id)).toBe(true);
    for (const part of [secret, secret.slice(8), btoa(secret)]) expect(holds(seen, part)).toBe(false);
    expect(holds(Object.entries(localStorage), secret)).toBe(false);
  });

  test('finds no verb that reads, on either port', async () => {
    const { worker, scope, key } = await stageOnce();
    const verbs = [
      'read',
      'get',
      'key',
      'find',
      'secret',
      'export',
      'dek',
      'constructor',
      '__proto__',
      'toString',
      'stepUp',
      'lockKeys',
    ];
    for (const side of ['page', 'engine'] as const) {
      const ports = await introduceVault(worker, scope);
      const port = ports[side];
      const answers: { kind: string }[] = [];
      port.onmessage = ({ data }) => answers.push(data);
      verbs.forEach((verb, id) => port.postMessage({ kind: 'call', id, verb, args: [key.id] }));
      await expect.poll(() => answers.length).toBe(verbs.length);
      expect(answers.map(({ kind }) => kind)).toEqual(verbs.map(() => 'error'));
      expect(holds(answers, secret)).toBe(false);
    }
  });

  test.each<[string, Partial<SendRequest>, ErrorCode]>([
    ['another origin', { url: 'https://evil.example/src/' }, 'origin-not-allowed'],
    ['another path', { url: `${origin}/node_modules/` }, 'address-refused'],
    ['a path out of it', { url: `${origin}/src/%2e%2e/package.json` }, 'address-refused'],
    ['the origin as a user name', { url: `${origin}@evil.example/src/` }, 'address-refused'],
    ['its own auth header', { headers: { authorization: 'x' } }, 'header-refused'],
    ['no key', { key: undefined, url: 'https://evil.example/' }, 'no-key'],
  ])('cannot send the key to %s', async (_, fields, code) => {
    const { engine, door, key } = await stageOnce();
    expect(await codeOf(engine.send(wire(fields, key.id), never))).toBe(code);
    expect(await door.receipts({ limit: 1 })).toEqual([]);
  });

  test('cannot add an origin, loosen a cap or change the passphrase without it', async () => {
    const { door, key } = await stage();
    const looser = { ...key.caps, perCall: key.caps.perCall * 10 };
    expect(await codeOf(door.add(keyFor({ origin: 'https://evil.example' })))).toBe('origin-not-allowed');
    expect(await codeOf(door.add(keyFor({ caps: looser })))).toBe('wrong-passphrase');
    expect(await codeOf(door.setCaps(key.id, looser, { passphrase: 'a guess of mine' }))).toBe('wrong-passphrase');
    expect(await codeOf(door.changePassphrase({ old: 'a guess of mine', next: 'my own passphrase' }))).toBe(
      'wait-before-retry',
    );
  });

  test('gains nothing by editing the database', async () => {
    const { door, engine, key, scope } = await stage();
    const second = await door.add(keyFor({ secret: 'sk-second-0123456789' }));
    await edit<{ origins: string[] }>(scope, 'origins', 'signed', row => ({
      ...row,
      origins: ['https://evil.example'],
    }));
    expect(await codeOf(door.add(keyFor({ origin: 'https://evil.example' })))).toBe('vault-damaged');
    const record = (await dump(scope)).keys?.find(row => holds(row, key.id));
    await edit<object>(scope, 'keys', second.id, () => ({ ...(record as object), id: second.id }));
    expect(await codeOf(engine.send(wire({}, second.id), never))).toBe('vault-damaged');
    await door.lock('keys');
    await edit<Header>(scope, 'header', 'current', row => ({ ...row, kdf: { ...row.kdf, iterations: 600_000 } }));
    expect(await codeOf(door.unlock(passphrase))).toBe('wrong-passphrase');
    await edit<Header>(scope, 'header', 'current', row => ({ ...row, kdf: { ...row.kdf, iterations: 1_000 } }));
    await new Promise(resolve => setTimeout(resolve, 1_100));
    expect(await codeOf(door.unlock(passphrase))).toBe('vault-damaged');
    expect(await codeOf(engine.send(wire({}, key.id), never))).toBe('vault-locked');
  });

  test('learns nothing from a closed vault', async () => {
    const { worker, scope, door, engine, key } = await stage();
    await door.lock('keys');
    const intruder: Omit<MetVault, 'worker'> = await introduce(worker, scope);
    expect(await codeOf(intruder.door.list())).toBe('vault-locked');
    expect(await codeOf(engine.send(wire({}, key.id), never))).toBe('vault-locked');
    expect(holds(await dump(scope), secret)).toBe(false);
    expect(holds(await dump(scope), origin)).toBe(false);
  });
});

test('a shared vault stays open for a second page, a worker of one’s own does not', async () => {
  for (const home of ['SharedWorker', 'Worker'] as const) {
    const scope = newScope();
    const first = await meetVault(home, scope);
    await first.door.create({ passphrase, recovery: false });
    const second = await meetVault(home, scope);
    await expect.poll(second.status).toMatchObject({ state: home === 'SharedWorker' ? 'open' : 'locked' });
    expect(second.status()?.shared).toBe(home === 'SharedWorker');
  }
});

test('a vault whose worker is gone counts as locked', async () => {
  const vault = await meetVault('Worker', newScope());
  await expect.poll(vault.status).toMatchObject({ state: 'absent' });
  (vault.worker as Worker).terminate();
  expect(await codeOf(vault.door.list())).toBe('vault-silent');
  await expect.poll(vault.status).toMatchObject({ state: 'locked' });
});

test.each<Home>(['Worker', 'SharedWorker'])(
  'a vault in a %s whose database is deleted forgets its keys',
  async home => {
    const scope = newScope();
    const vault = await meetVault(home, scope);
    await vault.door.create({ passphrase, recovery: false });
    const key = await vault.door.add(keyFor());
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(databaseOf(scope));
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error);
    });
    await expect.poll(vault.status).toMatchObject({ state: 'locked' });
    expect(await codeOf(vault.engine.send(wire({}, key.id), never))).toBe('vault-locked');
    const next = await introduce(vault.worker, scope);
    await expect.poll(next.status).toMatchObject({ state: 'absent' });
  },
);
