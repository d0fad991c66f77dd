import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { CallColumn } from '../domain/calls-filter';
import type { CostSum, RollupRow } from '../domain/cost-entry';
import type { Day, Id } from '../domain/id';
import type { RepricingLine } from '../domain/repricing';
import type { WorkOptions } from '../engine/door';
import type { CallView } from '../storage/queries';
import { today } from './clock';
import { daysOf, monthFrom, sumOf } from './cost-sums';
import { doors } from './doors';
import { live } from './live';

export type { CallColumn, CallView };

const pageOfCalls = 50;

/** How many months back from the current one. */
const back = signal(0);

const thisMonth = computed(() => today.value.slice(0, 7));

/** The month on screen, `YYYY-MM`. */
export const month: ReadonlySignal<string> = computed(() => monthFrom(thisMonth.value, -back.value));

export const isThisMonth: ReadonlySignal<boolean> = computed(() => back.value === 0);

/** Its days, the future ones of the current month included. */
export const monthDays: ReadonlySignal<Day[]> = computed(() => daysOf(month.value));

export function showMonth(by: 1 | -1): void {
  back.value = Math.max(0, back.peek() - by);
}

/** First and last day of the month on screen. */
const span = computed<[Day, Day]>(() => [`${month.value}-01`, monthDays.value.at(-1) ?? today.value]);

/** The rollups before their first answer. */
export const rollupsUnread: RollupRow[] = [];

/** The sums of the month on screen, one for each day, agent, connection, model and purpose. */
export const rollups = live<'costDays'>(rollupsUnread, () => ({ name: 'costDays', args: span.value }));

export const monthSum: ReadonlySignal<CostSum> = computed(() => sumOf(rollups.value));

export const todaySum: ReadonlySignal<CostSum> = computed(() =>
  sumOf(rollups.value.filter(({ day }) => day === today.value)),
);

/** What is set aside for calls in flight. */
export const reserved = live<'reserved'>(0, () => ({ name: 'reserved', args: [] }));

const limit = signal(pageOfCalls);
const chosenAgent = signal<Id<'agent'> | undefined>(undefined);

/** Whose calls are listed; everyone's if `undefined`. */
export const callsOf: ReadonlySignal<Id<'agent'> | undefined> = chosenAgent;

/** By which column the calls are sorted. */
export const callOrder = signal<{ by: CallColumn; down: boolean }>({ by: 'time', down: true });

/** Whether these are the calls of the whole ledger, newest first; in another order they are those of the month on screen. */
export const areNewestCalls: ReadonlySignal<boolean> = computed(
  () => callOrder.value.by === 'time' && callOrder.value.down,
);

/** The calls that are listed. */
export const calls = live<'calls'>([], () => {
  const agent = chosenAgent.value;
  const [from, to] = span.value;
  const sorted = areNewestCalls.value ? undefined : { ...callOrder.value, from, to };
  return { name: 'calls', args: [{ limit: limit.value, ...(agent && { agent }), ...(sorted && { sorted }) }] };
});

/** Whether more calls may follow. */
export const hasMoreCalls: ReadonlySignal<boolean> = computed(() => calls.value.length >= limit.value);

export function showCallsOf(agent: Id<'agent'> | undefined): void {
  chosenAgent.value = agent;
  limit.value = pageOfCalls;
}

export function showMoreCalls(): void {
  limit.value += pageOfCalls;
}

/** Saves the whole ledger as a file. Rejects with `AppError`. */
export async function exportCosts(format: 'csv' | 'jsonl', options: WorkOptions): Promise<void> {
  const name = `retinue-costs-${today.peek()}.${format}`;
  const file = await doors().engine.work('exportCosts', [format], options);
  doors().page.download(name, file);
}

/** What today's prices would change in the month on screen. */
export const previewRepricing = (options: WorkOptions): Promise<RepricingLine[]> =>
  doors().engine.work('previewRepricing', [...span.peek()], options);

/** Prices the month on screen again. Answers how many calls got another figure; stopped, it can be done again for the rest. */
export const repriceMonth = (options: WorkOptions): Promise<number> =>
  doors().engine.work('reprice', [...span.peek()], options);
