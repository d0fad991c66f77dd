import type { ActivityRow } from '../domain/activity';
import type { Admission, OneTime, Spender } from '../domain/budget';
import type { MessageBody, MessageRow } from '../domain/conversation';
import type { RunEvent } from '../domain/event';
import type { Id } from '../domain/id';
import type { NanoUsd } from '../domain/money';
import type { RunRow } from '../domain/run';
import { present } from '../lib/entries';
import { addActivity } from './activity';
import { changeTables, type PreparedChange } from './changes';
import { commit } from './commit';
import type { NewCost } from './costs';
import type { Workspace } from './open';
import { addPayloads, preparePayload } from './payloads';
import type { PayloadRow } from './rows';
import { journalTables, record, reservationId, withIds, type IdentifiedEvent } from './runs';
import { add, envelope, patch, stampsOf } from './write';

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
}

/** What an intent comes with, besides its event. */
export interface IntentOptions {
  /** What the model sees, by reference. */
  manifest?: unknown;
  /** Over which connection the money goes. */
  connection?: Id<'connection'>;
  /** What the user allowed beside the limits, by the request that the intent names. */
  once?: OneTime;
}

/** Budgets, and what is read to open a window of one. */
const budgetTables = ['budget', 'budget-window', 'rollup', 'cost'] as const;

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
  return commit(ws, [...journalTables, 'payload', ...(admitted ? budgetTables : [])], async () => {
    if (!event || (await ws.db.event.get(event.id))) return { is: 'go', beside: [] };
    const row = intent.simulated ? undefined : await ws.db.run.get(run);
    const spender = row && { run, agent: row.agent, task: row.task, ...(connection ? { connection } : {}) };
    const call = spender && (await admitted?.(spender, intent.ceiling, once));
    if (call && call.admission.is !== 'go') return call.admission;
    if (payload) await addPayloads(ws, [payload]);
    await record(ws, epoch, run, [event]);
    await call?.setAside(intent);
    return { is: 'go', beside: [] };
  });
}

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
  const tables = [...outcomeTables, ...(costs?.costTables ?? []), ...(outcome.changes?.length ? changeTables : [])];
  await commit(ws, tables, async () => {
    // The money is free again with the outcome: where it was set aside is looked up before.
    const [held, booked] = await Promise.all([
      cost && ws.db.reservation.get(reservationId(cost.act, cost.attempt)),
      cost && costs && ws.db.cost.get(costs.costId(cost.act, cost.attempt)),
    ]);
    const { before, after, again } = await record(ws, epoch, run, booked ? events.map(withoutCost) : events);
    if (again) return;
    await hang(ws, before, after, messages);
    await ws.db.draft.delete(run);
    if (cost && booking && !booked) await costs?.bookCost(ws, after, booking, cost, held);
    for (const change of outcome.changes ?? []) await change.apply();
    for (const happened of activity ?? []) await addActivity(ws, happened);
  });
}

/** What a leader that was lost has booked itself is in the run's sum already. */
function withoutCost({ id, event }: IdentifiedEvent): IdentifiedEvent {
  if (!('cost' in event) || event.kind === 'late-usage') return { id, event };
  const { cost: _, ...rest } = event;
  return { id, event: rest };
}

/** Hangs a run's new messages at its tip, and what hung there waiting for its turn behind them. */
async function hang(
  ws: Workspace,
  before: RunRow,
  after: RunRow,
  messages: readonly { row: Omit<NewMessageRow, 'body'>; payload: PayloadRow }[],
): Promise<void> {
  const last = messages.at(-1);
  if (!last) return;
  const wasHeard = before.steering.some(id => id === after.tip);
  if (last.row.id !== after.tip && !wasHeard) throw new Error('the last event must name the last message');
  await addPayloads(
    ws,
    messages.map(({ payload }) => payload),
  );
  let above = await ws.db.message.get(before.tip);
  for (const { row, payload } of messages) {
    const message: MessageRow = {
      ...row,
      ...envelope(ws, row.id, above ? stampsOf(above) : []),
      conversation: before.conversation,
      run: before.id,
      payload: payload.id,
      simulated: before.simulated,
      ...(row.role === 'agent' ? { agent: before.agent } : {}),
      ...(above ? { parent: above.id } : {}),
    };
    await add(ws, 'message', message);
    above = message;
  }
  await moveWaiting(ws, before, last.row.id);
  const head = await ws.db.conversation.get(before.conversation);
  if (!head) return;
  const leaf = head.leaf === before.tip ? { leaf: after.tip } : {};
  await patch(ws, 'conversation', head.id, { ...leaf, activeAt: ws.now() });
}

/** A message sent while this run was going on, to it or after it, follows its newest answer. */
async function moveWaiting(ws: Workspace, before: RunRow, tip: Id<'message'>): Promise<void> {
  for (const row of await waitingBelow(ws, before, before.tip)) await patch(ws, 'message', row.id, { parent: tip });
}

/** Messages that hang at `parent` and have not been taken up: to be read by `run`, or the start of queued ones. */
export async function waitingBelow(ws: Workspace, run: RunRow, parent: Id<'message'>): Promise<MessageRow[]> {
  const queued = await ws.db.run.where('[conversation+phase]').equals([run.conversation, 'queued']).toArray();
  const own = queued.filter(one => one.message === one.tip).map(one => one.message);
  const rows = await ws.db.message.bulkGet([...run.steering, ...own]);
  return present(rows).filter(row => row.parent === parent);
}
