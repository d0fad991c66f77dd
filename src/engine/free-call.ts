import { AppError } from '../domain/error';
import type { ConnectionRow } from '../domain/connection';
import type { KeyId, ProviderCall, Purpose } from '../domain/ports';
import type { Engine } from './engine';

/** A connection, and the key this device has for it. */
export interface Connected {
  connection: ConnectionRow;
  key?: KeyId;
}

/** A way out for calls that cost nothing and belong to no run. */
export function freeCall(
  engine: Engine,
  { connection, key }: Connected,
  purpose: Purpose,
  abort: AbortSignal,
): ProviderCall {
  return {
    abort,
    now: engine.now,
    send: request => {
      if (key === undefined) return Promise.reject(new AppError('no-key'));
      return engine.vault.send({ ...request, key, connection: connection.id, purpose }, abort);
    },
  };
}
