import { AppError } from '../../domain/error';

/** What is known when `fetch` fails without saying why. */
interface FailedCall {
  host: string;
  online: boolean;
  /** Whether the host lets pages read its answers: it once did, or is known to. */
  letsPagesIn: boolean;
  /** Whether the call carried a key. */
  carriesKey: boolean;
}

/**
 * A browser tells a page nothing about a failed cross-origin call. At a host that lets pages in, while online, it is
 * most likely the key: OpenAI's 401 carries no CORS header, so it cannot be read (big-AGI's survey, 2026-08-14).
 */
export function opaqueFailure({ host, online, letsPagesIn, carriesKey }: FailedCall, cause: unknown): AppError {
  const parameters = { host };
  if (!online) return new AppError('offline', { parameters, retryable: true, cause });
  if (letsPagesIn && carriesKey) return new AppError('likely-wrong-key', { parameters, cause });
  return new AppError('opaque-failure', { parameters, cause });
}

/** Why a call was stopped: the vault's own reason, that it took too long, else the caller's wish. */
export function abortFailure(reason: unknown): AppError {
  if (reason instanceof DOMException && reason.name === 'TimeoutError')
    return new AppError('stream-cut', { retryable: true, cause: reason });
  return reason instanceof AppError ? reason : new AppError('aborted', { cause: reason });
}
