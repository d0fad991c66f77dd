import type { ActivityRow } from '../domain/activity';
import type { Admission, OneTime, Spender } from '../domain/budget';
import type { MessageBody, MessageRow } from '../domain/conversation';
import type { RunEvent } from '../domain/event';
import type { Id } from '../domain/id';
import type { NanoUsd } from '../domain/money';
import type { RunRow } from '../domain/run';
import { present } from '../lib/entries';
import { addActivity } from './activity';
import type { PreparedChange } from './changes';
import { commit } from './commit';
import type { NewCost } from './costs';
import { keepMessages } from './known-run';
import { withBodies } from './messages';
import type { Workspace } from './open';
import { preparePayload } from './payloads';
import type { PayloadRow } from './rows';
import { journalTables, openJournal, recordIn, reservationId, withIds, type IdentifiedEvent } from './runs';
import { envelope, patchRow, stampsOf } from './write';

export type { NewCost } from './costs';

type Intent = Extract<RunEvent, { kind: 'act-intent' }>;

/** A message that an act made. */
export type NewMessageRow = Pick<MessageRow, 'id' | 'role' | 'act' | 'covers' | 'labels' | 'stop' | 'cut' | 'cost'> & {
  body: MessageBody;
};

/** What came of an act. */
export interface ActOutcome {
  events: RunEvent[];
  /** In order: the first hangs at the run's tip, each at the one before. The last event must name the last of them. */
  messages: NewMessageRow[];
  cost?: NewCost;
  activity?: ActivityRow['happened'][];
  /** What tools want changed, prepared before. */
  changes?: readonly PreparedChange[];
  /** Throws, inside the transaction, when this may no longer be written: nothing is, then. */
  mayStill?: () => Promise<void>;
}

/** What an intent comes with, besides its event. */
interface IntentOptions {
  /** What the model sees, by reference. */
  manifest?: unknown;
  /** Over which connection the money goes. */
  connection?: Id<'connection'>;
  /** What the user allowed beside the limits, by the request that the intent names. */
  once?: OneTime;
}

/** Budgets, and what is read to open a window of one. */
export const budgetTables = ['budget', 'budget-window', 'rollup', 'cost'] as const;

/**
 * Writes what is about to be tried, before it is: the manifest of what the model sees, the money set aside. A call that
 * its budgets have no room for is not written: the transaction that would have set its money aside says so. Throws
 * `stale-epoch`.
 */
export async function writeIntent(
  ws: Workspace,
  epoch: number,
  run: Id<'run'>,
  intent: Intent,
  { manifest, connection, once }: IntentOptions = {},
): Promise<Admission> {
  // What a tool costs is not known to any price list: its own gate asks.
  const isCall = intent.does === 'model-call' || intent.does === 'compaction';
  const [payload, admitted] = await Promise.all([
    manifest === undefined ? undefined : preparePayload(ws, manifest),
    isCall ? prepareAdmission(ws) : undefined,
  ]);
  const [event] = withIds(ws, [payload ? { ...intent, manifest: payload.id } : intent]);
  return commit(ws, [...journalTables, 'payload', ...(admitted ? budgetTables : [])], async again => {
    // What depends on nothing is asked at once, and written at once: each turn of waiting takes its time.
    const [journal, written] = await Promise.all([
      openJournal(ws, epoch, run),
      again && event && ws.db.event.get(event.id),
    ]);
    if (!event || written) return { is: 'go', beside: [] };
    const spender = intent.simulated ? undefined : spenderOf(journal.run, connection);
    const call = spender && (await admitted?.(spender, intent.ceiling, once));
    if (call && call.admission.is !== 'go') return call.admission;
    await Promise.all([
      payload && ws.db.payload.put(payload),
      recordIn(ws, epoch, journal, [event]),
      call?.setAside(intent),
    ]);
    return { is: 'go', beside: [] };
  });
}

/** Who spends what a run's call costs. */
export const spenderOf = (
  { id, agent, task, parent }: Pick<RunRow, 'id' | 'agent' | 'task' | 'parent'>,
  connection?: Id<'connection'>,
): Spender => ({
  run: id,
  agent,
  task,
  ...(connection ? { connection } : {}),
  ...(parent ? { above: parent.above } : {}),
});

/** What books a call is there before the call is made, so that its cost can always be written. */
async function prepareAdmission(ws: Workspace) {
  const [{ admitCall }, { prepareBooking }] = await Promise.all([import('./budget-windows'), import('./costs')]);
  const { zone } = await prepareBooking(ws);
  return (spender: Spender, ceiling: NanoUsd | undefined, once: OneTime | undefined) =>
    admitCall(ws, { spender, ceiling, zone, ...(once ? { once } : {}) });
}

const outcomeTables = [...journalTables, 'message', 'payload', 'conversation', 'draft'] as const;

/**
 * Writes what came of an act in one transaction: events, run and task, messages, the cost entry with its sums, freed
 * money, the feed; the draft is over. There is never a cost without its message, nor the reverse. Throws `stale-epoch`.
 */
export async function writeOutcome(ws: Workspace, epoch: number, run: Id<'run'>, outcome: ActOutcome): Promise<void> {
  const { cost, activity } = outcome;
  const events = withIds(ws, outcome.events);
  const costs = cost && (await import('./costs'));
  const [booking, messages] = await Promise.all([
    costs?.prepareBooking(ws),
    Promise.all(outcome.messages.map(async ({ body, ...row }) => ({ row, payload: await preparePayload(ws, body) }))),
  ]);
  const payloads = messages.map(({ payload }) => payload);
  // Only a model call has a draft.
  const isToolsAlone = outcome.messages.length > 0 && outcome.messages.every(({ role }) => role === 'tool');
  const tables = [
    ...outcomeTables,
    ...(costs?.costTables ?? []),
    ...(outcome.changes ?? []).flatMap(change => change.tables),
  ];
  const hung = await commit(ws, tables, async () => {
    await outcome.mayStill?.();
    // The money is free again with the outcome: where it was set aside is looked up before.
    const [journal, held, booked] = await Promise.all([
      openJournal(ws, epoch, run),
      cost && ws.db.reservation.get(reservationId(cost.act, cost.attempt)),
      cost && costs && ws.db.cost.get(costs.costId(cost.act, cost.attempt)),
    ]);
    // None of these reads what another writes: the database is asked for all at once.
    const [recorded, place] = await Promise.all([
      recordIn(ws, epoch, journal, booked ? events.map(withoutCost) : events),
      messages.length > 0 ? placeOf(ws, journal.run) : undefined,
      cost && booking && !booked && costs?.bookCost(ws, journal.run, booking, cost, held),
    ]);
    if (recorded.again) return [];
    const [rows] = await Promise.all([
      place ? hang(ws, recorded, place, messages) : [],
      isToolsAlone ? undefined : ws.db.draft.delete(run),
      applyInTurn(outcome.changes ?? []),
      ...(activity ?? []).map(happened => addActivity(ws, happened)),
    ]);
    return rows;
  });
  keepMessages(ws, epoch, run, await withBodies(hung, payloads));
}

/** A second change of the same file builds on the first. */
async function applyInTurn(changes: readonly PreparedChange[]): Promise<void> {
  for (const change of changes) await change.apply();
}

/** What a leader that was lost has booked itself is in the run's sum already. */
function withoutCost({ id, event }: IdentifiedEvent): IdentifiedEvent {
  if (!('cost' in event || 'unknown' in event) || event.kind === 'late-usage') return { id, event };
  const { cost: _, unknown: __, ...rest } = event;
  return { id, event: rest };
}

/** A message about to be hung. */
interface PreparedMessage {
  row: Omit<NewMessageRow, 'body'>;
  payload: PayloadRow;
}

/** Where a run's new messages will hang. */
async function placeOf(ws: Workspace, run: RunRow) {
  const [tip, head, waiting] = await Promise.all([
    ws.db.message.get(run.tip),
    ws.db.conversation.get(run.conversation),
    waitingBelow(ws, run, run.tip),
  ]);
  return { tip, head, waiting };
}

/** Hangs a run's new messages at its tip, and what hung there waiting for its turn behind them. Returns the new rows. */
async function hang(
  ws: Workspace,
  { before, after }: { before: RunRow; after: RunRow },
  { tip, head, waiting }: Awaited<ReturnType<typeof placeOf>>,
  messages: readonly PreparedMessage[],
): Promise<MessageRow[]> {
  const last = messages.at(-1);
  const wasHeard = before.steering.some(id => id === after.tip);
  if (last?.row.id !== after.tip && !wasHeard) throw new Error('the last event must name the last message');
  const leaf = head?.leaf === before.tip ? { leaf: after.tip } : {};
  const rows = messageRows(ws, before, tip, messages);
  await Promise.all([
    // Named by what it says: one that is there already is the same.
    ws.db.payload.bulkPut(messages.map(({ payload }) => payload)),
    ws.db.message.bulkAdd(rows),
    ...waiting.map(row => patchRow(ws, 'message', row, { parent: rows.at(-1)?.id })),
    head && patchRow(ws, 'conversation', head, { ...leaf, activeAt: ws.now() }),
  ]);
  return rows;
}

/** A chain of messages below `above`. */
function messageRows(
  ws: Workspace,
  run: RunRow,
  above: MessageRow | undefined,
  messages: readonly PreparedMessage[],
): MessageRow[] {
  const rows: MessageRow[] = [];
  for (const { row, payload } of messages) {
    const parent = rows.at(-1) ?? above;
    rows.push({
      ...row,
      ...envelope(ws, row.id, parent ? stampsOf(parent) : []),
      conversation: run.conversation,
      run: run.id,
      payload: payload.id,
      simulated: run.simulated,
      ...(row.role === 'agent' ? { agent: run.agent } : {}),
      ...(parent ? { parent: parent.id } : {}),
    });
  }
  return rows;
}

/**
 * Messages that hang at `parent` and have not been taken up: to be read by `run`, or the start of queued ones. They follow
 * its newest answer.
 */
export async function waitingBelow(ws: Workspace, run: RunRow, parent: Id<'message'>): Promise<MessageRow[]> {
  const queued = await ws.db.run.where('[conversation+phase]').equals([run.conversation, 'queued']).toArray();
  const own = queued.filter(one => one.message === one.tip).map(one => one.message);
  const rows = await ws.db.message.bulkGet([...run.steering, ...own]);
  return present(rows).filter(row => row.parent === parent);
}
