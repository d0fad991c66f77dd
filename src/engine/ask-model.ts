import type { RunEvent } from '../domain/event';
import { newId, type Id } from '../domain/id';
import { writeIntent } from '../storage/acts';
import { manifestOf } from './manifest';
import { prepareCall, windowFor } from './prepare-call';
import type { LeasedRun, Outcome } from './run';
import { endAtProvider, keepOrHold } from './hold';
import { makeCall, type Call } from './step';
import { isTooFull } from './too-full';

/** One attempt at one model call: the intent, the call, and its outcome with the cost in one transaction. */
export async function askModel(run: LeasedRun, act: Id<'act'> | undefined, attempt: number): Promise<Outcome> {
  const { engine, lead, row } = run;
  if (!row.simulated && !engine.keysOpen()) return { go: 'wait', for: 'key-locked' };
  if (!row.simulated && !engine.online.now()) return { go: 'wait', for: 'network' };
  const cold = engine.cooldowns.until(row.body.model.connection);
  if (cold > engine.now()) return { go: 'wait', for: 'rate', until: cold };
  const window = await windowFor(run);
  const call = await prepareCall(run, window, act ?? newId(engine.now(), engine.random), attempt);
  if (isTooFull(run.state, call)) {
    const { compact } = await import('./compact');
    const smaller = await compact(run, window, call);
    if (smaller) return smaller;
  }
  await writeIntent(engine.workspace, lead.epoch, row.id, intentOf(call), {
    manifest: await manifestOf(engine, run.state, call, window),
  });
  const result = await makeCall(engine, call, run.abort);
  return keepOrHold(run, call, await endAtProvider(run, call, result));
}

function intentOf(call: Call): Extract<RunEvent, { kind: 'act-intent' }> {
  return {
    kind: 'act-intent',
    act: call.act,
    attempt: call.attempt,
    does: 'model-call',
    effect: 'billed',
    reach: 'provider',
    idempotencyKey: call.act,
    simulated: call.run.simulated,
    ...(call.ceiling === undefined ? {} : { ceiling: call.ceiling }),
  };
}
