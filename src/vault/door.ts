import { AppError, appErrors, type ErrorValue } from '../domain/error';
import type { SendPort, VaultDoor, VaultStatus } from '../domain/ports';
import { connect, type Caller, type Silence } from '../lib/port-call';
import type { EngineSurface, Introduction, PageSurface } from './surface';

/** A port that is silent for five seconds counts as locked. */
const silence: Silence = { pingEvery: 1_000, pings: 5, error: () => new AppError('vault-silent', { retryable: true }) };
const askAgainAfter = 2_000;

const silentStatus: Omit<VaultStatus, 'screenLocked'> = {
  state: 'locked',
  halted: false,
  shared: false,
  recovery: false,
};

/**
 * Introduces this page to the vault's worker, shared or its own. Answers the page's port for `openVaultDoor`, and the
 * one to hand to its engine for `openSendPort`.
 */
export async function introduceVault(
  worker: Pick<Worker | MessagePort, 'postMessage'>,
  scope: string,
): Promise<{ page: MessagePort; engine: MessagePort }> {
  const page = new MessageChannel();
  const engine = new MessageChannel();
  const tab = `retinue:${scope}:vault-tab:${crypto.randomUUID()}`;
  await holdWhileOpen(tab);
  const introduction: Introduction = { scope, tab, page: page.port2, engine: engine.port2 };
  worker.postMessage(introduction, [page.port2, engine.port2]);
  return { page: page.port1, engine: engine.port1 };
}

/** What the worker's end of a port can be changed for: another worker's, where the first one is gone. */
export interface Renewable {
  renew: (port: MessagePort) => void;
}

/** A connection that can be made anew. What is open on the old one rejects with `vault-silent`. */
function renewable<Surface>(port: MessagePort): { far: Caller<Surface> } & Renewable {
  const open = (to: MessagePort) => connect<Surface, ErrorValue>(to, appErrors, silence);
  const connection = {
    far: open(port),
    renew(next: MessagePort) {
      const before = connection.far;
      connection.far = open(next);
      before.close(silence.error());
    },
  };
  return connection;
}

/**
 * The page's side. Every verb rejects with `AppError`; `vault-silent` when the worker is gone, which `silent` is told too: a
 * worker that tabs share dies when the browser's process for one of them does. `wasLocked` is how the screen was last: it
 * stays so until the worker is heard.
 */
export function openVaultDoor(port: MessagePort, silent: () => void, wasLocked = false): VaultDoor & Renewable {
  const connection = renewable<PageSurface>(port);
  const ask: Caller<PageSurface>['ask'] = (...call) => connection.far.ask(...call);
  return {
    renew: connection.renew,
    watch: next => follow(abort => connection.far.follow('watch', [], { abort }), next, wasLocked, silent),
    create: options => ask('create', [options]),
    unlock: passphrase => ask('unlock', [passphrase]),
    recover: options => ask('recover', [options]),
    lock: kind => ask('lock', [kind]),
    halt: () => ask('halt', []),
    resume: () => ask('resume', []),
    changePassphrase: options => ask('changePassphrase', [options]),
    addRecovery: passphrase => ask('addRecovery', [passphrase]),
    add: (key, stepUp) => ask('add', [key, stepUp]),
    async signIn(options, opened, abort) {
      const steps = connection.far.follow('signIn', [options], { abort });
      for (;;) {
        const step = await steps.next();
        if (step.done) return step.value;
        opened(step.value);
      }
    },
    setCaps: (key, caps, stepUp) => ask('setCaps', [key, caps, stepUp]),
    forget: key => ask('forget', [key]),
    list: () => ask('list', []),
    receipts: options => ask('receipts', [options]),
    receiptOrigins: () => ask('receiptOrigins', []),
    touch() {
      // A lost touch only brings the lock nearer.
      ask('touch', []).catch(() => {});
    },
    setLocks: options => ask('setLocks', [options]),
    erase: what => ask('erase', [what]),
  };
}

/** The engine's side. */
export function openSendPort(port: MessagePort): SendPort & Renewable {
  const connection = renewable<EngineSurface>(port);
  return {
    renew: connection.renew,
    async send(request, abort) {
      const reply = connection.far.follow('send', [request], { abort });
      const head = await reply.next();
      if (head.done || head.value instanceof Uint8Array) throw new AppError('vault-silent');
      return { ...head.value, chunks: bytesOf(reply) };
    },
    sent: (act, attempt) => connection.far.ask('sent', [act, attempt]),
    watch: next => follow(abort => connection.far.follow('watch', [], { abort }), next),
  };
}

async function* bytesOf(reply: ReturnType<EngineSurface['send']>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of reply) {
    if (chunk instanceof Uint8Array) yield chunk;
  }
}

/** Follows the status; while the worker is silent it counts as locked, the screen as it was, and it is asked again. */
function follow(
  watch: (abort: AbortSignal) => AsyncGenerator<VaultStatus, void, undefined>,
  next: (status: VaultStatus) => void,
  wasLocked = false,
  silent: () => void = () => {},
): () => void {
  const left = new AbortController();
  let screenLocked = wasLocked;
  const run = async () => {
    while (!left.signal.aborted) {
      try {
        for await (const status of watch(left.signal)) {
          ({ screenLocked } = status);
          next(status);
        }
      } catch {
        if (left.signal.aborted) return;
        next({ ...silentStatus, screenLocked });
        silent();
      }
      await new Promise(resolve => setTimeout(resolve, askAgainAfter));
    }
  };
  void run();
  return () => left.abort();
}

/** Takes a Web Lock and never lets go: it is released when this page is gone, however it went. */
function holdWhileOpen(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, () => {
        resolve();
        return new Promise(() => {});
      })
      .catch(reject);
  });
}
