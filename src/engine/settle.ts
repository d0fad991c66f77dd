import { book } from '../domain/book';
import { chargeOf } from '../domain/charge';
import type { ErrorValue } from '../domain/error';
import type { RunEvent } from '../domain/event';
import type { ActState } from '../domain/fold';
import { derivedId, newId } from '../domain/id';
import { labelsOf } from '../domain/label';
import { textBytes, type Part } from '../domain/part';
import { providerOf } from '../storage/connections';
import { writeOutcome, type ActOutcome, type NewCost } from '../storage/acts';
import { readDraft } from '../storage/drafts';
import { holdRun } from '../storage/known-run';
import type { Workspace } from '../storage/open';
import { openRequests } from '../storage/requests';
import { windowFor } from './prepare-call';
import { priceOf } from './price-of';
import type { LeasedRun, Outcome } from './leased-run';
import { mayBeBilled } from './step';
import { takeUp } from './take-up';
import { findCall, resultMessage } from './tool-result';

/**
 * An intent whose outcome no one wrote: its leader is gone. What may be done again is; what may have cost something is
 * booked as estimated, with what arrived kept (RUNTIME: Crash points 5 to 9, 11).
 */
export function settle(run: LeasedRun, act: ActState): Promise<Outcome> {
  return isModelCall(act) ? settleModelCall(run, act) : settleToolCall(run, act);
}

async function settleModelCall(run: LeasedRun, act: ActState): Promise<Outcome> {
  const { engine, lead, row } = run;
  const draft = await readDraft(engine.workspace, row.id);
  const own = draft?.act === act.id && draft.attempt === act.attempt ? draft : undefined;
  const taken = own ? await takeUp(run, act, own) : undefined;
  if (taken) return taken;
  const parts = (own?.parts ?? []).filter(isProse);
  const sent = await sentOf(run, act);
  const mayHaveCost = sent && (parts.length > 0 || !row.simulated);
  const message = parts.length > 0 ? newId<'message'>(engine.now(), engine.random) : undefined;
  const cost = mayHaveCost ? await estimate(run, act, { ...sent, parts, message }) : undefined;
  const labels = message ? labelsOf((await windowFor(run)).map(({ row: one }) => one)) : [];
  const error = { code: 'interrupted', retryable: true, parameters: {} } as const;
  const failed: RunEvent = {
    kind: 'act-failed',
    act: act.id,
    attempt: act.attempt,
    error,
    final: message !== undefined && !isHeld(row),
    ...(message ? { message } : {}),
    ...chargeOf(cost),
  };
  const outcome: ActOutcome = {
    events: message ? [failed, ...endOf(row, error)] : [failed],
    messages: message
      ? [
          {
            id: message,
            role: 'agent',
            act: act.id,
            cut: 'interrupted',
            ...(labels.length > 0 ? { labels } : {}),
            body: { parts, model: row.body.model.model },
            ...(cost?.cost === undefined ? {} : { cost: cost.cost }),
          },
        ]
      : [],
    ...(cost ? { cost } : {}),
    mayStill: () => refuseChanged(engine.workspace, row),
  };
  try {
    await writeOutcome(engine.workspace, lead.epoch, row.id, outcome);
  } catch (failure) {
    if (!(failure instanceof Changed)) throw failure;
    holdRun(engine.workspace, lead.epoch, row.id);
    return { go: 'on' };
  }
  engine.drafts.clear(row.conversation);
  return { go: 'on' };
}

/** The user has paused the run, or stopped it, since its row was read: it is looked at again. */
class Changed extends Error {}

async function refuseChanged(ws: Workspace, { id, pausing, cancelling }: LeasedRun['row']): Promise<void> {
  const now = await ws.db.run.get(id);
  if (now?.pausing !== pausing || now.cancelling !== cancelling) throw new Changed();
}

/** Whether the user has asked to pause a run, and to go on with it later: an answer that broke off is not its end. */
const isHeld = ({ pausing, cancelling }: LeasedRun['row']) => pausing && !cancelling;

/** What becomes of a run whose answer broke off. */
function endOf(row: LeasedRun['row'], error: ErrorValue): RunEvent[] {
  if (isHeld(row)) return [];
  return [row.cancelling ? { kind: 'run-cancelled' } : { kind: 'run-failed', error }];
}

/**
 * What a run leaves open that cannot go on: a call that left is booked as estimated, whether a tool has acted is unknown,
 * and nobody reads any more what those it began come back with.
 */
export async function settleAndFail(
  run: Pick<LeasedRun, 'engine' | 'lead' | 'row'>,
  open: readonly ActState[],
  error: ErrorValue,
): Promise<void> {
  const { engine, lead, row } = run;
  // There is never more than one: a run asks its model, or waits.
  const call = open.find(isModelCall);
  const sent = call && (await sentOf(run, call));
  const cost = sent && (await estimate(run, call, { ...sent, parts: [] }));
  const settled = open.map((act): RunEvent => {
    const about = { act: act.id, attempt: act.attempt };
    if (isModelCall(act)) return { kind: 'act-failed', ...about, error, final: true, ...chargeOf(cost) };
    return act.kind === 'child-run' ? { kind: 'act-cancelled', ...about } : { kind: 'act-unknown', ...about };
  });
  await writeOutcome(engine.workspace, lead.epoch, row.id, {
    events: [...settled, { kind: 'run-failed', error }],
    messages: [],
    ...(cost ? { cost } : {}),
  });
}

const isModelCall = ({ kind }: ActState) => kind === 'model-call' || kind === 'compaction';

/** A tool that may have changed something: whether it did is for the user to say, never guessed. */
async function settleToolCall({ engine, lead, row }: LeasedRun, act: ActState): Promise<Outcome> {
  const { id, attempt, call } = act;
  const asked = call === undefined ? undefined : await findCall(engine, row, call);
  const request = derivedId<'request'>('outcome', `${id}|${attempt}`);
  const about = {
    act: id,
    ...(call === undefined ? {} : { call }),
    ...(act.tool === undefined ? {} : { tool: act.tool }),
  };
  const body = { ...(act.tool === undefined ? {} : { tool: act.tool }), ...(asked ? { input: asked.part.input } : {}) };
  await openRequests(engine.workspace, lead.epoch, row.id, [{ request, asks: 'outcome', ...about, body }], {
    before: [
      { kind: 'act-unknown', act: id, attempt },
      { kind: 'run-undecided', act: id },
    ],
  });
  return { go: 'over' };
}

/** The user has said whether a cut-off act happened: that becomes its result. */
export async function takeWord(
  { engine, lead, row }: LeasedRun,
  { id, attempt, call = '', tool }: ActState,
  happened: boolean,
): Promise<Outcome> {
  const asked = await findCall(engine, row, call);
  const { name } = asked.part;
  const output = happened
    ? 'The connection to this tool was lost. The user says that it was done.'
    : 'The connection to this tool was lost. The user says that it was not done.';
  const message = resultMessage(asked, { call, name, output, ...(happened ? {} : { isError: true }) }, { act: id });
  await writeOutcome(engine.workspace, lead.epoch, row.id, {
    events: [
      happened
        ? { kind: 'act-succeeded', act: id, attempt, message: message.id }
        : {
            kind: 'act-failed',
            act: id,
            attempt,
            message: message.id,
            final: true,
            error: { code: 'interrupted', retryable: false, parameters: {} },
          },
    ],
    messages: [message],
    // A use of what is allowed so many times a day, as any other.
    activity: happened
      ? [{ kind: 'tool-used', agent: row.agent, conversation: row.conversation, tool: tool ?? name }]
      : [],
  });
  return { go: 'on' };
}

/** How much of an attempt left this machine; nothing where nothing did, or what did was refused outright. */
async function sentOf(
  { engine, row }: Pick<LeasedRun, 'engine' | 'row'>,
  { id, attempt }: ActState,
): Promise<{ bytesOut: number } | undefined> {
  if (row.simulated) return { bytesOut: 0 };
  const receipt = await engine.vault.sent(id, attempt);
  return mayBeBilled(receipt) ? receipt : undefined;
}

async function estimate(
  { engine, row }: Pick<LeasedRun, 'engine' | 'row'>,
  act: ActState,
  { parts, bytesOut, message }: { parts: Part[]; bytesOut: number; message?: NewCost['message'] },
): Promise<NewCost | undefined> {
  const choice = row.body.model;
  // The bill comes also where the connection was taken away meanwhile.
  const provider = await providerOf(engine.workspace, choice.connection);
  if (!provider) return undefined;
  const price = row.simulated ? undefined : await priceOf(engine, choice);
  return {
    ...book(
      { parts },
      {
        simulated: row.simulated,
        bytesOut,
        bytesIn: textBytes(parts),
        ...(price ? { price } : {}),
        ...(act.ceiling === undefined ? {} : { ceiling: act.ceiling }),
      },
    ),
    act: act.id,
    attempt: act.attempt,
    connection: choice.connection,
    provider,
    model: choice.model,
    purpose: act.kind === 'compaction' ? 'summary' : 'answer',
    ...(message ? { message } : {}),
  };
}

const isProse = (part: Part) => (part.kind === 'text' || part.kind === 'reasoning') && part.text.trim() !== '';
