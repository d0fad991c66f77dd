import type { ConnectionRow } from '../../domain/connection';
import { AppError } from '../../domain/error';
import type { KeyId, ProviderCall, Purpose } from '../../domain/ports';
import { addConnection, connectionWithKey, patchConnection, sayOfModel, saveModels } from '../../storage/connections';
import type { Engine } from '../engine';
import { endpointOf } from '../step';
import type { VerbHandlers } from '../serve-door';

type Names = 'addConnection' | 'editConnection' | 'checkConnection' | 'sayOfModel';

/** What a screen does to connections. */
export function connectionVerbs(engine: Engine): Pick<VerbHandlers, Names> {
  const { workspace } = engine;
  return {
    addConnection: (_, { provider, wire, key, name, baseUrl, options }) =>
      addConnection(workspace, { provider, wire, body: { name, baseUrl, options }, ...(key ? { key } : {}) }),
    editConnection: (_, id, { name, baseUrl, options, key, gone }) =>
      patchConnection(workspace, id, {
        ...(key === undefined ? {} : { key }),
        ...(gone === undefined ? {} : { gone }),
        body: {
          ...(name === undefined ? {} : { name }),
          ...(baseUrl === undefined ? {} : { baseUrl }),
          ...(options === undefined ? {} : { options }),
        },
      }),
    sayOfModel: (_, choice, word) => sayOfModel(workspace, choice, word),
    async checkConnection({ abort }, id) {
      const found = await connectionWithKey(workspace, id);
      if (!found) throw new AppError('not-found', { parameters: { what: 'connection' } });
      const provider = await engine.providerFor(found.connection.wire);
      const endpoint = endpointOf(found.connection);
      await provider.check(endpoint, freeCall(engine, found.connection, found.key, 'check', abort));
      const list = await provider.listModels(endpoint, freeCall(engine, found.connection, found.key, 'models', abort));
      await saveModels(workspace, id, list);
      return { models: list.length };
    },
  };
}

/** A way out for calls that cost nothing and belong to no run. */
function freeCall(
  engine: Engine,
  connection: ConnectionRow,
  key: KeyId | undefined,
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
