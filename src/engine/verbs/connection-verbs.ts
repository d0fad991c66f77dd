import { addConnection, patchConnection } from '../../storage/connections';
import { sayOfModel } from '../../storage/model-word';
import type { Engine } from '../engine';
import { findConnected, freeCall } from '../free-call';
import { readModels, refreshModels } from '../refresh-models';
import { endpointOf } from '../step';
import type { VerbHandlers } from '../serve-door';

type Names = 'addConnection' | 'editConnection' | 'checkConnection' | 'refreshModels' | 'sayOfModel';

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
      const found = await findConnected(engine, id);
      const provider = await engine.providerFor(found.connection.wire);
      const endpoint = endpointOf(found.connection);
      const wanted = await provider.check(endpoint, freeCall(engine, found, 'check', abort));
      const options = { ...endpoint.options, ...wanted };
      if (Object.keys(wanted).length > 0) await patchConnection(workspace, id, { body: { options } });
      return { models: await readModels(engine, found, { ...endpoint, options }, abort) };
    },
    refreshModels: ({ abort }) => refreshModels(engine, abort),
  };
}
