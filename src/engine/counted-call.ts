import { countedBound } from '../domain/input-bound';
import type { NanoUsd } from '../domain/money';
import { callPort } from './call-port';
import { bodyHash } from './manifest';
import type { LeasedRun } from './leased-run';
import type { Call } from './call';
import { ceilingFor, endpointOf } from './step';

/** Milliseconds a provider has for its count. */
const patience = 10_000;

/** How many times its tokens a request's bound may be: recorded bodies had about eight bytes a token (MONEY: Ceilings). */
const mostSlack = 8;

/**
 * The call that did not fit, bounded by its provider's own free count of it, where that may make it fit into `room` with
 * an answer of at least `leastOutput` tokens. Nothing where no count can be had, or would not help. A request is counted
 * once, however often it is weighed.
 */
export async function countedCall(
  run: LeasedRun,
  call: Call,
  { room, leastOutput }: { room: NanoUsd; leastOutput: number },
): Promise<Call | undefined> {
  const { provider, request, price, mostInput, ceilingClass } = call;
  if (!provider.count || !price || run.row.simulated) return undefined;
  // What a hosted tool will read is in no count.
  if (ceilingClass.is !== 'hard' && ceilingClass.because === 'hosted-tools') return undefined;
  const hoped = ceilingFor(Math.ceil(mostInput / mostSlack), { maxOutput: leastOutput }, price);
  if (hoped === undefined || hoped > room) return undefined;
  const body = await bodyHash(call.body);
  if (run.known.counted?.body !== body) {
    const tokens = await ask(run, call);
    run.known.counted = { body, ...(tokens === undefined ? {} : { tokens }) };
  }
  const { tokens } = run.known.counted;
  if (tokens === undefined || countedBound(tokens) >= mostInput) return undefined;
  const counted = { ...call, mostInput: countedBound(tokens) };
  const ceiling = ceilingFor(counted.mostInput, request, price);
  return ceiling === undefined ? undefined : { ...counted, ceiling };
}

/** What is refused, takes too long or may not be read is as good as no count: the call is bounded without. */
async function ask({ engine, abort }: LeasedRun, call: Call): Promise<number | undefined> {
  const port = callPort(engine, call, AbortSignal.any([abort, AbortSignal.timeout(patience)]));
  return call.provider.count?.(endpointOf(call.connection), call.request, port).catch(() => undefined);
}
