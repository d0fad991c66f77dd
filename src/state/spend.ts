import { computed } from '@preact/signals';
import type { Day } from '../domain/id';
import type { NanoUsd } from '../domain/money';
import { today } from './clock';
import { live } from './live';

const DAY_MS = 86_400_000;
/** How many days the small chart shows, today included. */
export const CHART_DAYS = 14;

const monthStart = (day: Day): Day => `${day.slice(0, 8)}01`;

const chartDays = computed<Day[]>(() => daysUntil(today.value, CHART_DAYS));

/** So many days, oldest first, `last` the last: by the calendar, since a day may have 23 or 25 hours. */
export function daysUntil(last: Day, count: number): Day[] {
  const end = Date.parse(`${last}T00:00:00Z`);
  return Array.from({ length: count }, (_, index) =>
    new Date(end - (count - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  );
}

/** From the start of the month or of the chart, whichever is earlier. */
const rollups = live<'costDays'>([], () => {
  const first = chartDays.value[0] ?? today.value;
  const start = monthStart(today.value);
  return { name: 'costDays', args: [first < start ? first : start, today.value] };
});

/** What was spent. `unknown` calls have no price: the sum is then "at least". */
interface Spend {
  cost: NanoUsd;
  /** What budgets count of it: estimates with their upper bound. */
  counted: NanoUsd;
  unknown: number;
}

function sum(from: Day, to: Day): Spend {
  return rollups.value
    .filter(row => row.day !== undefined && row.day >= from && row.day <= to)
    .reduce(
      (total, row) => ({
        cost: total.cost + row.cost,
        counted: total.counted + row.counted,
        unknown: total.unknown + row.unknown,
      }),
      { cost: 0, counted: 0, unknown: 0 },
    );
}

export const spentToday = computed(() => sum(today.value, today.value));
export const spentThisMonth = computed(() => sum(monthStart(today.value), today.value));
/** The last days, oldest first, today last. */
export const spentByDay = computed(() => chartDays.value.map(day => ({ day, cost: sum(day, day).cost })));
