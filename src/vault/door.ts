import { AppError, appErrors, type ErrorValue } from '../domain/error';
import type { SendPort, VaultDoor, VaultStatus } from '../domain/ports';
import { connect, type Silence } from '../lib/port-call';
import type { EngineSurface, Introduction, PageSurface } from './surface';

/** A port that is silent for five seconds counts as locked. */
const silence: Silence = { pingEvery: 1_000, pings: 5, error: () => new AppError('vault-silent', { retryable: true }) };
const askAgainAfter = 2_000;

const silentStatus: VaultStatus = {
  state: 'locked',
  screenLocked: false,
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

/** The page's side. Every verb rejects with `AppError`; `vault-silent` when the worker is gone. */
export function openVaultDoor(port: MessagePort): VaultDoor {
  const vault = connect<PageSurface, ErrorValue>(port, appErrors, silence);
  return {
    watch: next => follow(abort => vault.follow('watch', [], { abort }), next),
    create: options => vault.ask('create', [options]),
    unlock: passphrase => vault.ask('unlock', [passphrase]),
    recover: options => vault.ask('recover', [options]),
    lock: kind => vault.ask('lock', [kind]),
    halt: () => vault.ask('halt', []),
    resume: () => vault.ask('resume', []),
    changePassphrase: options => vault.ask('changePassphrase', [options]),
    addRecovery: passphrase => vault.ask('addRecovery', [passphrase]),
    add: (key, stepUp) => vault.ask('add', [key, stepUp]),
    async signIn(options, opened, abort) {
      const steps = vault.follow('signIn', [options], { abort });
      for (;;) {
        const step = await steps.next();
        if (step.done) return step.value;
        opened(step.value);
      }
    },
    setCaps: (key, caps, stepUp) => vault.ask('setCaps', [key, caps, stepUp]),
    forget: key => vault.ask('forget', [key]),
    list: () => vault.ask('list', []),
    receipts: options => vault.ask('receipts', [options]),
    touch() {
      // A lost touch only brings the lock nearer.
      vault.ask('touch', []).catch(() => {});
    },
    setLocks: options => vault.ask('setLocks', [options]),
    erase: () => vault.ask('erase', []),
  };
}

/** The engine's side. */
export function openSendPort(port: MessagePort): SendPort {
  const vault = connect<EngineSurface, ErrorValue>(port, appErrors, silence);
  return {
    async send(request, abort) {
      const reply = vault.follow('send', [request], { abort });
      const head = await reply.next();
      if (head.done || head.value instanceof Uint8Array) throw new AppError('vault-silent');
      return { ...head.value, chunks: bytesOf(reply) };
    },
    sent: (act, attempt) => vault.ask('sent', [act, attempt]),
    watch: next => follow(abort => vault.follow('watch', [], { abort }), next),
  };
}

async function* bytesOf(reply: ReturnType<EngineSurface['send']>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of reply) {
    if (chunk instanceof Uint8Array) yield chunk;
  }
}

/** Follows the status; while the worker is silent it counts as locked, and is asked again. */
function follow(
  watch: (abort: AbortSignal) => AsyncGenerator<VaultStatus, void, undefined>,
  next: (status: VaultStatus) => void,
): () => void {
  const left = new AbortController();
  const run = async () => {
    while (!left.signal.aborted) {
      try {
        for await (const status of watch(left.signal)) next(status);
      } catch {
        if (left.signal.aborted) return;
        next(silentStatus);
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
