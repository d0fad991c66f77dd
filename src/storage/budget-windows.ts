import Dexie from 'dexie';
import {
  admit,
  applies,
  bookedIn,
  countedCost,
  leftIn,
  reservedIn,
  warningDue,
  type Admission,
  type BudgetRow,
  type OneTime,
  type ReservationRow,
  type Spender,
  type Standing,
} from '../domain/budget';
import { heldIn, type SpentIn } from '../domain/carve';
import { currentSpan, windowId, type BudgetWindowRow, type WindowSpan } from '../domain/budget-window';
import type { CostEntryRow } from '../domain/cost-entry';
import type { Id, Instant } from '../domain/id';
import type { NanoUsd } from '../domain/money';
import { dayIn } from '../lib/day';
import { present } from '../lib/entries';
import { addActivity } from './activity';
import { daySums } from './day-sums';
import { keepRight, ledgerClock, unaskedGap } from './ledger-clock';
import type { Workspace } from './open';
import { reservationId } from './runs';
import { spentIn } from './spent';
import { readSettings } from './settings';

/** A call about to be made. */
interface Wish {
  spender: Spender;
  /** Absent where no price is known. */
  ceiling: number | undefined;
  once?: OneTime;
  /** Of the workspace: read before the transaction. */
  zone: string;
  /** It is for all the work of a run: the window of that run's own budget. */
  own?: string;
}

/** Whether the money allows a call, and what sets it aside: to be called in the same transaction. */
interface Admitted {
  admission: Admission;
  setAside(of: { act: Id<'act'>; attempt: number }): Promise<void>;
}

/** Decides about a call; to be called inside the transaction that writes its intent, over its tables and `budgetTables`. */
export async function admitCall(ws: Workspace, { spender, ceiling, once, zone, own }: Wish): Promise<Admitted> {
  const clock = await ledgerClock(ws);
  const at = Math.max(clock.last, clock.now);
  const places = await placesOf(ws, await budgetsOf(ws, spender), zone, at);
  const moving = await movingBlind(ws, places, at);
  const [first] = moving;
  if (first && !once?.isClockRight) {
    const over = moving.map(({ budget, window }) => ({ budget, window, reserved: 0 }));
    const asked = { is: 'ask', because: 'clock', over, clock: { last: first.gap.last, now: clock.now } } as const;
    const admission = { ...asked, ...(ceiling === undefined ? {} : { ceiling }) };
    return { admission, setAside: () => Promise.resolve() };
  }
  if (first) await keepRight(ws, at);
  const standings = await standingsOf(ws, places, ceiling);
  const admission = admit(standings, ceiling, once);
  return {
    admission,
    async setAside({ act, attempt }) {
      if (admission.is !== 'go' || admission.ceiling === undefined) return;
      const windows = standings.map(({ window }) => window.id);
      const amount = { ceiling: admission.ceiling, windows, beside: admission.beside, ...(own ? { own } : {}) };
      await ws.db.reservation.put({ id: reservationId(act, attempt), act, attempt, ...spender, ...amount, at });
    },
  };
}

/** Windows that have ended, with the gap before `at` that nobody was asked about. */
async function movingBlind(ws: Workspace, places: readonly Place[], at: Instant) {
  const moving = [];
  for (const { budget, newest, span } of places) {
    if (!newest || span.from === newest.from) continue;
    const gap = await unaskedGap(ws, budget, newest, at);
    if (gap) moving.push({ budget, window: newest, gap });
  }
  return moving;
}

const budgetsOf = async (ws: Workspace, spender: Spender): Promise<BudgetRow[]> =>
  (await ws.db.budget.toArray()).filter(budget => !budget.gone && applies(budget, spender));

/** A budget with the newest window it has and the days it is in now. */
interface Place {
  budget: BudgetRow;
  newest: BudgetWindowRow | undefined;
  span: WindowSpan;
}

async function placesOf(ws: Workspace, budgets: readonly BudgetRow[], zone: string, at: Instant): Promise<Place[]> {
  const places = budgets.map(async (budget): Promise<Place> => {
    const newest = await newestWindow(ws, budget);
    return { budget, newest, span: currentSpan(budget.window, newest, zone, where => dayIn(where, at)) };
  });
  return Promise.all(places);
}

/** Budgets in their windows now; windows that begin are opened. */
async function standingsOf(
  ws: Workspace,
  places: readonly Place[],
  ceiling: NanoUsd | undefined = 0,
): Promise<Standing[]> {
  if (places.length === 0) return [];
  const open: Omit<Standing, 'reserved'>[] = [];
  for (const place of places) open.push({ budget: place.budget, window: await currentWindow(ws, place) });
  const reservations = await ws.db.reservation.toArray();
  const spent = await spentOfHolds(ws, reservations);
  // What is held for the run that asks is there for it to take from.
  const taken = [...reservations, { ceiling, windows: open.map(({ window }) => window.id) }];
  return open.map(one => ({
    ...one,
    reserved: reservedIn(one.window.id, reservations),
    held: heldIn(one.window.id, taken, spent),
  }));
}

/** What runs for which money is held have spent. */
async function spentOfHolds(ws: Workspace, reservations: readonly ReservationRow[]): Promise<SpentIn> {
  const own = present(reservations.map(one => one.own));
  const windows = own.length === 0 ? [] : present(await ws.db['budget-window'].bulkGet(own));
  return id => windows.find(window => window.id === id)?.spent ?? 0;
}

/**
 * The least that is left in the budgets that apply, as far as can be told without opening a window: to decide how long an
 * answer may be, never whether a call may be made. Nothing where no budget applies.
 */
export async function roomFor(ws: Workspace, spender: Spender): Promise<NanoUsd | undefined> {
  const budgets = await budgetsOf(ws, spender);
  if (budgets.length === 0) return undefined;
  // What is held for its own run is there for it.
  const standings = await readStandings(ws, budgets, one => one.own === undefined || one.run !== spender.run);
  return Math.min(...standings.map(leftIn));
}

/** All budgets that hold as they stand now. No window is opened: one that has not begun is shown as it would. */
export async function listStandings(ws: Workspace): Promise<Standing[]> {
  return readStandings(ws, await ws.db.budget.filter(row => !row.gone).toArray(), () => true);
}

async function readStandings(
  ws: Workspace,
  budgets: readonly BudgetRow[],
  isHeld: (one: ReservationRow) => boolean,
): Promise<Standing[]> {
  const { zone } = await readSettings(ws);
  const [{ last, now }, reservations] = await Promise.all([ledgerClock(ws), ws.db.reservation.toArray()]);
  const at = Math.max(last, now);
  const spent = await spentOfHolds(ws, reservations);
  const others = reservations.filter(isHeld);
  const places = await placesOf(ws, budgets, zone, at);
  const standings = places.map(async ({ budget, newest, span }): Promise<Standing> => {
    const window = newest?.from === span.from ? newest : await nextWindow(ws, budget, span);
    const reserved = reservedIn(window.id, reservations);
    return { budget, window, reserved, held: heldIn(window.id, others, spent) };
  });
  return Promise.all(standings);
}

/** A budget's window now, opened if it is new: what was spent in its days before counts too. */
async function currentWindow(ws: Workspace, { budget, newest, span }: Place): Promise<BudgetWindowRow> {
  if (newest && span.from === newest.from) return newest;
  const row = await nextWindow(ws, budget, span);
  await ws.db['budget-window'].add(row);
  if (!newest) await takeIn(ws, budget, row);
  return row;
}

/** A window as it begins. */
async function nextWindow(ws: Workspace, budget: BudgetRow, span: WindowSpan): Promise<BudgetWindowRow> {
  const { from, to, zone } = span;
  const sums = await spentIn(ws, budget, span);
  return { id: windowId(budget.id, from), budget: budget.id, from, to, zone, ...sums, warned: false };
}

const newestWindow = (ws: Workspace, { id }: BudgetRow) =>
  ws.db['budget-window'].where('[budget+from]').between([id, Dexie.minKey], [id, Dexie.maxKey]).last();

/** What is in flight when a budget begins, or comes back, counts in its window. */
async function takeIn(ws: Workspace, budget: BudgetRow, { id }: BudgetWindowRow): Promise<void> {
  for (const one of await ws.db.reservation.toArray())
    if (applies(budget, one) && !one.windows?.includes(id))
      await ws.db.reservation.put({ ...one, windows: [...(one.windows ?? []), id] });
}

/**
 * Counts what was spent, and what is in flight, since a budget was taken away: nothing was set aside in its window
 * meanwhile. To be called inside the transaction that puts it back, over `journalTables` and `budgetTables`.
 */
export async function catchUp(ws: Workspace, budget: BudgetRow): Promise<void> {
  const window = await newestWindow(ws, budget);
  if (!window) return;
  await ws.db['budget-window'].put({ ...window, ...(await spentIn(ws, budget, window)) });
  await takeIn(ws, budget, window);
}

/**
 * Counts an entry in the windows its money was set aside in, whenever it comes; one that nothing was set aside for, and a
 * correction, in those of its day. It stands beside the limit where its call did. `before`: the figure it takes the place
 * of. To be called inside the transaction that adds the entry, over `budgetTables`.
 */
export async function bookInWindows(
  ws: Workspace,
  entry: CostEntryRow,
  held: ReservationRow | undefined,
  before?: CostEntryRow,
): Promise<void> {
  const cost = countedCost(entry, held?.ceiling) - (before ? countedCost(before) : 0);
  if (held?.windows?.length === 0) return;
  const windows = held?.windows ? await ws.db['budget-window'].bulkGet(held.windows) : await windowsOfDay(ws, entry);
  for (const window of windows) {
    if (!window) continue;
    const row = bookedIn(window, cost, entry.beside?.includes(window.id));
    await ws.db['budget-window'].put(await warnIfDue(ws, row));
  }
}

async function windowsOfDay(ws: Workspace, entry: CostEntryRow): Promise<BudgetWindowRow[]> {
  const { above = [] } = (entry.run && (await ws.db.run.get(entry.run)))?.parent ?? {};
  const budgets = (await ws.db.budget.toArray()).filter(budget => applies(budget, { ...entry, above }));
  const windows = [];
  for (const { id } of budgets) {
    const upTo = ws.db['budget-window']
      .where('[budget+from]')
      .between([id, Dexie.minKey], [id, entry.dayLocal], true, true);
    const window = await upTo.last();
    if (window && entry.dayLocal < window.to) windows.push(window);
  }
  return windows;
}

/** Says once a window that little is left. */
async function warnIfDue(ws: Workspace, window: BudgetWindowRow): Promise<BudgetWindowRow> {
  const budget = await ws.db.budget.get(window.budget);
  if (!budget || budget.gone || !warningDue(budget, window)) return window;
  const { scope, of, limit } = budget;
  const about = { scope, window: budget.window, spent: window.spent, limit, ...(of === undefined ? {} : { of }) };
  const fits = await likelyCalls(ws, budget, window);
  await addActivity(ws, { kind: 'budget-warned', ...about, ...(fits === undefined ? {} : { fits }) });
  return { ...window, warned: true };
}

/** How many more calls a window has room for, if they cost what those so far did; a task's and a run's are too few to tell. */
async function likelyCalls(
  ws: Workspace,
  budget: BudgetRow,
  { from, to, spent, beside }: BudgetWindowRow,
): Promise<number | undefined> {
  if (budget.scope === 'run' || budget.scope === 'task') return undefined;
  const rows = (await daySums(ws, from, to)).filter(row => (row.day ?? to) < to && applies(budget, row));
  const counted = rows.reduce((sum, row) => sum + row.counted, 0);
  const left = Math.max(0, budget.limit + beside - spent);
  return counted === 0 ? undefined : Math.floor((left / counted) * rows.reduce((sum, row) => sum + row.calls, 0));
}

/** Counts every window anew from the ledger's sums; to be called inside a transaction that has just built those anew. */
export async function recountWindows(ws: Workspace): Promise<void> {
  const windows = await ws.db['budget-window'].toArray();
  for (const window of windows) {
    const budget = await ws.db.budget.get(window.budget);
    if (budget) await ws.db['budget-window'].put({ ...window, ...(await spentIn(ws, budget, window)) });
    else await ws.db['budget-window'].delete(window.id);
  }
}
