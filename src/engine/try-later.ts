import type { ErrorCode, ErrorValue } from '../domain/error';
import type { Engine } from './engine';
import type { LeasedRun, Outcome } from './leased-run';

/** First wait after a refusal that may pass, doubled each time; WIRE 2.4. */
const firstWait = 1_000;
const longestWait = 60_000;

/** Failures that pass with the user's help, and what the run then waits for. */
const helped = new Map<ErrorCode, Outcome>([
  ['halted', { go: 'back' }],
  ['vault-locked', { go: 'wait', for: 'key-locked' }],
  ['vault-silent', { go: 'wait', for: 'key-locked' }],
  ['screen-locked', { go: 'wait', for: 'key-locked' }],
  ['offline', { go: 'wait', for: 'network' }],
]);

/** Failures that tell of the connection, not of this run: the others that use it wait too. */
const crowded: ReadonlySet<ErrorCode> = new Set(['rate-limited', 'overloaded']);

/** What the run waits for instead of failing; nothing where trying again is of no use. */
export function tryLater({ engine, row }: LeasedRun, attempt: number, failure: ErrorValue): Outcome | undefined {
  const known = helped.get(failure.code);
  if (known || !failure.retryable) return known;
  const until = engine.now() + pause(engine, attempt, failure);
  const isCrowded = crowded.has(failure.code);
  const turn = isCrowded ? engine.cooldowns.add(row.body.model.connection, row.id, until) : until;
  return { go: 'wait', for: 'rate', until: turn };
}

/**
 * Milliseconds to wait: what the provider asks for where it says so, else a random part of a span that doubles each
 * time, so that agents which were refused together do not come back together.
 */
function pause(engine: Engine, attempt: number, failure: ErrorValue): number {
  const asked = Number(failure.parameters['retryAfterMs']);
  if (asked > 0) return asked;
  const [chance = 0] = engine.random(1);
  return Math.ceil((Math.min(longestWait, firstWait * 2 ** (attempt - 1)) * (chance + 1)) / 256);
}
