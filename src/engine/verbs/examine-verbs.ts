import { compareAccount } from '../compare-account';
import type { Engine } from '../engine';
import { examine } from '../examine';
import { findConnected, freeCall } from '../free-call';
import type { VerbHandlers } from '../serve-door';
import { endpointOf } from '../step';
import { quoteTrial, tryOut } from '../try-out';

type Names = 'examineConnection' | 'quoteTrial' | 'tryConnection' | 'keyAccount' | 'compareAccount';

/** What a screen wants to know of a connection that only its provider can tell. */
export function examineVerbs(engine: Engine): Pick<VerbHandlers, Names> {
  return {
    examineConnection: async ({ abort }, id) => examine(engine, await findConnected(engine, id), abort),
    quoteTrial: async (_, { connection, model }) => quoteTrial(engine, await findConnected(engine, connection), model),
    tryConnection: async ({ abort }, { connection, model }) =>
      tryOut(engine, await findConnected(engine, connection), model, abort),
    async keyAccount({ abort }, id) {
      const found = await findConnected(engine, id);
      const provider = await engine.providerFor(found.connection.wire);
      return provider.account?.(endpointOf(found.connection), freeCall(engine, found, 'check', abort));
    },
    compareAccount: async (work, id) => compareAccount(engine, await findConnected(engine, id), work),
  };
}
