import { AppError } from '../domain/error';
import type { ConnectionRow } from '../domain/connection';
import type { Id } from '../domain/id';
import type { KeyId, ProviderCall, Purpose, SendRequest } from '../domain/ports';
import { connectionWithKey } from '../storage/connections';
import type { Engine } from './engine';

/** A connection, and the key this device has for it. */
export interface Connected {
  connection: ConnectionRow;
  key?: KeyId;
}

/** Throws `not-found`. */
export async function findConnected({ workspace }: Engine, id: Id<'connection'>): Promise<Connected> {
  const found = await connectionWithKey(workspace, id);
  if (!found) throw new AppError('not-found', { parameters: { what: 'connection' } });
  return found;
}

/** A way out for calls that belong to no run; `attempt` names one that costs something. */
export function freeCall(
  engine: Engine,
  { connection, key }: Connected,
  purpose: Purpose,
  abort: AbortSignal,
  attempt: Pick<SendRequest, 'act' | 'attempt'> = {},
): ProviderCall {
  return {
    abort,
    now: engine.now,
    send: request => {
      if (key === undefined) return Promise.reject(new AppError('no-key'));
      return engine.vault.send({ ...request, ...attempt, key, connection: connection.id, purpose }, abort);
    },
  };
}
