import type { Id } from '../domain/id';
import { saveModels } from '../storage/connections';
import { takeOldLists } from '../storage/old-model-lists';
import type { Engine } from './engine';
import { findConnected, freeCall, type Connected } from './free-call';
import { endpointOf } from './step';

/** Reads the live list of a connection and keeps it. Answers how many models it holds. */
export async function readModels(
  engine: Engine,
  found: Connected,
  endpoint: ReturnType<typeof endpointOf>,
  abort: AbortSignal,
): Promise<number> {
  const provider = await engine.providerFor(found.connection.wire);
  const list = await provider.listModels(endpoint, freeCall(engine, found, 'models', abort));
  await saveModels(engine.workspace, found.connection.id, list);
  return list.length;
}

/**
 * Reads the lists anew that are older than a day, where that costs nobody a word: with open keys and a network, and
 * nothing paused. A list that cannot be read stays as it is, and says how old it is where connections are kept.
 */
export async function refreshModels(engine: Engine, abort: AbortSignal): Promise<void> {
  if (!engine.keysOpen() || !engine.online.now() || engine.halted()) return;
  const old = await takeOldLists(engine.workspace);
  const refresh = async (id: Id<'connection'>) => {
    const found = await findConnected(engine, id);
    await readModels(engine, found, endpointOf(found.connection), abort);
  };
  await Promise.allSettled(old.map(refresh));
}
