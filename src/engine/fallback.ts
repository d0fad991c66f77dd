import type { ErrorValue } from '../domain/error';
import type { RunEvent } from '../domain/event';
import { isDearer, isUnavailable } from '../domain/fallback';
import { readAgent } from '../storage/agents';
import { readModelSetup } from '../storage/model-setup';
import { priceIn } from './price-of';
import type { LeasedRun } from './leased-run';
import type { Call } from './call';

/**
 * What lets a run go on whose model cannot be had: the agent's second one, once a run, where there is a key for it and it
 * is no dearer, or the user has agreed to that. Nothing where there is none.
 */
export async function switchOver(
  { engine, row }: LeasedRun,
  call: Call,
  { code }: ErrorValue,
): Promise<Extract<RunEvent, { kind: 'model-switched' }> | undefined> {
  if (row.simulated || row.instead || !isUnavailable(code)) return undefined;
  const from = row.body.model;
  const fallback = (await readAgent(engine.workspace, row.agent))?.body.fallback;
  if (!fallback || (fallback.model.model === from.model && fallback.model.connection === from.connection))
    return undefined;
  const setup = await readModelSetup(engine.workspace, fallback.model);
  if (setup?.key === undefined) return undefined;
  const price = await priceIn(engine, setup, fallback.model.model);
  if (!fallback.mayBeDearer && isDearer(price, call.price)) return undefined;
  return { kind: 'model-switched', act: call.act, from, to: fallback.model, because: code };
}
