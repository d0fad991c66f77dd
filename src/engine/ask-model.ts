import { newId, type Id } from '../domain/id';
import { afford } from './afford';
import { prepareCall, windowFor } from './prepare-call';
import type { LeasedRun, Outcome } from './leased-run';
import { endAtProvider, keepOrHold } from './hold';
import { makeCall } from './step';
import { isTooFull } from './full-window';

/** One attempt at one model call: the intent, the call, and its outcome with the cost in one transaction. */
export async function askModel(run: LeasedRun, act: Id<'act'> | undefined, attempt: number): Promise<Outcome> {
  const { engine, row } = run;
  if (!row.simulated && !engine.keysOpen()) return { go: 'wait', for: 'key-locked' };
  if (!row.simulated && !engine.online.now()) return { go: 'wait', for: 'network' };
  const turn = engine.cooldowns.turn(row.body.model.connection, row.id);
  if (turn > engine.now()) return { go: 'wait', for: 'rate', until: turn };
  // What is read of the database waits for nothing else.
  const [window] = await Promise.all([windowFor(run), run.setup.worker(), run.setup.model(row.body.model)]);
  const call = await prepareCall(run, window, act ?? newId(engine.now(), engine.random), attempt);
  if (isTooFull(run.state, call)) {
    const { compact } = await import('./compact');
    const smaller = await compact(run, window, call);
    if (smaller) return smaller;
  }
  const since = engine.now();
  const affordable = await afford(run, call, window, 'model-call');
  if ('go' in affordable) return affordable;
  const result = await makeCall(engine, affordable, run.abort, since);
  return keepOrHold(run, affordable, await endAtProvider(run, affordable, result));
}
