import { AppError } from '../domain/error';
import type { Instant } from '../domain/id';
import type { ProviderCall } from '../domain/ports';
import type { Engine } from './engine';
import type { Call } from './call';

/** How long after its intent a call may still start without proving that its engine leads (VAULT: fences). */
const fence = 5_000;

/**
 * The way out of one call, bound to key, receipt and fence. `attemptSince`: just before its intent was written, where this
 * makes the attempt. Only that is receipted as one: the receipt is the mark that it left, and how much of it.
 */
export function callPort(engine: Engine, call: Call, abort: AbortSignal, attemptSince?: Instant): ProviderCall {
  const { key, connection, purpose, run, act, attempt, epoch } = call;
  const notAfter = (attemptSince ?? engine.now()) + fence;
  return {
    abort,
    now: engine.now,
    send: request => {
      if (key === undefined) return Promise.reject(new AppError('no-key'));
      const about = { key, connection: connection.id, purpose, run: run.id, act, epoch, notAfter };
      return engine.vault.send({ ...request, ...about, ...(attemptSince === undefined ? {} : { attempt }) }, abort);
    },
  };
}
