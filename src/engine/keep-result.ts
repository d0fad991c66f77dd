import { chargeOf, type Charge } from '../domain/charge';
import { sureUsage } from '../domain/cost-entry';
import { AppError, type ErrorCode, type ErrorValue } from '../domain/error';
import type { RunEvent } from '../domain/event';
import { newId, type Id } from '../domain/id';
import { mostAttempts } from '../domain/next-move';
import { plainText, type Part } from '../domain/part';
import { canonicalHash } from '../lib/canonical-hash';
import { writeOutcome, type ActOutcome, type NewCost } from '../storage/acts';
import type { Engine } from './engine';
import { writeWithRoom } from './full-disk';
import { tryLater } from './try-later';
import type { LeasedRun, Outcome } from './leased-run';
import type { Call, CallResult } from './call';

/** A provider that asks for a longer wait counts as not to be had. */
const longestPatience = 30_000;

/** What every event about an attempt's outcome says. */
interface Named extends Charge {
  act: Id<'act'>;
  attempt: number;
  message?: Id<'message'>;
}

/**
 * Keeps what came of a call: the answer, its cost and what follows from them, in one transaction. An engine that has
 * lost the lead leaves the run to the next, which settles it from the receipt and the last checkpoint; only what a
 * finished call cost is still written, so that no bill is lost.
 */
export async function keepResult(run: LeasedRun, call: Call, result: CallResult): Promise<Outcome> {
  const { engine, lead, row } = run;
  const { reply } = result;
  if (lead.abort.aborted && reply.stop === undefined) return { go: 'over' };
  const parts = reply.failure ? reply.parts.filter(worthKeeping) : reply.parts;
  // An answer without a word is one too: a refusal must be seen.
  const isAnswer = parts.length > 0 || reply.stop !== undefined;
  const message = isAnswer ? newId<'message'>(engine.now(), engine.random) : undefined;
  const cost = result.billable ? costOf(call, result, message) : undefined;
  const named: Named = {
    act: call.act,
    attempt: call.attempt,
    ...(message ? { message } : {}),
    ...chargeOf(cost),
  };
  const { events, outcome } = reply.failure
    ? await afterFailure(run, call, named, reply.failure)
    : afterAnswer(named, result);
  const messages = message ? [answerRow(message, parts, call, result, cost)] : [];
  if (!(await writeOrBook(run, { events, messages, ...(cost ? { cost } : {}) }))) return { go: 'over' };
  const usage = cost && sureUsage(cost);
  if (run.known.call && usage) run.known.call.usage = usage;
  engine.drafts.clear(row.conversation);
  return outcome;
}

/** Writes what came of a call. Where the lead is lost only its cost is written, so that no bill is; false then. */
export async function writeOrBook(run: LeasedRun, outcome: ActOutcome): Promise<boolean> {
  const { workspace } = run.engine;
  try {
    await writeWithRoom(run, () => writeOutcome(workspace, run.lead.epoch, run.row.id, outcome));
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'stale-epoch') throw error;
    if (outcome.cost) await (await import('../storage/costs')).writeLateUsage(workspace, run.row.id, outcome.cost);
    return false;
  }
}

/** The cost entry of a call. */
export function costOf(call: Call, { booking, reply }: CallResult, message: Id<'message'> | undefined): NewCost {
  return {
    ...booking,
    act: call.act,
    attempt: call.attempt,
    connection: call.connection.id,
    provider: call.connection.provider,
    model: call.request.model,
    ...(call.run.instead ? { insteadOf: call.run.instead.from.model } : {}),
    purpose: call.purpose,
    ...(message ? { message } : {}),
    ...(reply.providerId === undefined ? {} : { providerId: reply.providerId }),
  };
}

function answerRow(
  id: Id<'message'>,
  parts: Part[],
  call: Call,
  { reply, duration }: CallResult,
  cost: NewCost | undefined,
): ActOutcome['messages'][number] {
  const { instead } = call.run;
  return {
    id,
    role: 'agent',
    act: call.act,
    ...(call.labels.length > 0 ? { labels: [...call.labels] } : {}),
    body: {
      parts,
      model: reply.model ?? call.request.model,
      duration,
      ...(call.isKeptShort ? { keptShort: true } : {}),
      ...(instead ? { instead: { of: instead.from.model, because: instead.because } } : {}),
    },
    ...(reply.stop === undefined ? {} : { stop: reply.stop }),
    ...(reply.failure ? { cut: cutBy(reply.failure.code) } : {}),
    ...(cost?.cost === undefined ? {} : { cost: cost.cost }),
  };
}

interface Decision {
  events: RunEvent[];
  outcome: Outcome;
}

/** An answer that asks for no tool is the last: its run has succeeded in the same transaction. */
function afterAnswer(named: Named, { reply }: CallResult): Decision {
  const calls = reply.parts.flatMap(part => (part.kind === 'tool-call' ? [part.call] : []));
  const stop = reply.stop === undefined ? {} : { stop: reply.stop };
  const words = plainText(reply.parts).trim();
  const same = words === '' ? {} : { same: canonicalHash(words).slice(0, 32) };
  const answered: RunEvent = { kind: 'act-succeeded', ...named, ...stop, ...same, calls };
  if (calls.length > 0) return { events: [answered], outcome: { go: 'on' } };
  return { events: [answered, { kind: 'run-succeeded' }], outcome: { go: 'over' } };
}

/** A partial answer ends its run: going on is a new billed call, which the user asks for. */
async function afterFailure(run: LeasedRun, call: Call, named: Named, failure: ErrorValue): Promise<Decision> {
  if (failure.code === 'aborted') {
    return { events: [{ kind: 'act-cancelled', ...named }, { kind: 'run-cancelled' }], outcome: { go: 'over' } };
  }
  const refused = (run.state.acts.get(call.act)?.refused ?? 0) + 1;
  const next = named.message ? undefined : tryLater(run, refused, failure);
  const isOut = !named.message && (!next || refused >= mostAttempts || isLong(run.engine, next));
  const switched = isOut ? await (await import('./fallback')).switchOver(run, call, failure) : undefined;
  const failed: RunEvent = { kind: 'act-failed', ...named, error: failure, final: !next && !switched };
  if (switched) return { events: [failed, switched], outcome: { go: 'on' } };
  if (next) return { events: [failed], outcome: next };
  return { events: [failed, { kind: 'run-failed', error: failure }], outcome: { go: 'over' } };
}

/** Whether a wait is longer than one that is worth it where another model can be asked. */
const isLong = (engine: Engine, outcome: Outcome): boolean =>
  outcome.go === 'wait' && outcome.until !== undefined && outcome.until - engine.now() > longestPatience;

function cutBy(code: ErrorCode): 'stopped' | 'halted' | 'failed' {
  if (code === 'aborted') return 'stopped';
  return code === 'halted' ? 'halted' : 'failed';
}

const worthKeeping = (part: Part) => part.kind !== 'tool-call' && !(part.kind === 'text' && part.text.trim() === '');
