import { signal } from '@preact/signals';
import type { Day, Instant } from '../domain/id';
import { nanosPerDollar, type NanoUsd } from '../domain/money';
import { knownZone } from '../lib/day';
import { language } from './words/language';

/** IANA zone that days and times are shown in; the browser's until the workspace has told its own. */
export const zone = signal<string | undefined>(undefined);

/** Intl objects are dear to make and cheap to keep: one per kind, locale and options. */
const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${language.value.locale}${JSON.stringify(options)}`;
  const known = kept.get(key);
  if (known instanceof Intl.NumberFormat) return known;
  const made = new Intl.NumberFormat(language.value.locale, options);
  kept.set(key, made);
  return made;
}

function dates(given: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const options = { ...given, timeZone: zone.value };
  const key = `d${language.value.locale}${JSON.stringify(options)}`;
  const known = kept.get(key);
  if (known instanceof Intl.DateTimeFormat) return known;
  const timeZone = zone.value === undefined ? undefined : knownZone(zone.value);
  const made = new Intl.DateTimeFormat(language.value.locale, { ...given, timeZone });
  kept.set(key, made);
  return made;
}

/** “1 file”, “1,204 files”. */
export const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${number(count)} ${many}`;

/** `1,234`. */
export const number = (value: number): string => numbers({}).format(value);

/** `43 %` from 0.43. */
export const percent = (share: number): string =>
  numbers({ style: 'percent', maximumFractionDigits: share > 0 && share < 0.01 ? 1 : 0 }).format(share);

/**
 * Dollars: cents from one cent up (`$2.84`), below that two significant digits (`$0.0031`), so that a small cost never
 * reads as nothing.
 */
export function money(amount: NanoUsd): string {
  const dollars = amount / nanosPerDollar;
  const small = amount !== 0 && Math.abs(dollars) < 0.01;
  return numbers({
    style: 'currency',
    currency: 'USD',
    ...(small ? { maximumSignificantDigits: 2 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  }).format(dollars);
}

/** A price per million tokens: cents, or as many digits as it takes (`$0.075`). */
export function rate(amount: NanoUsd): string {
  return numbers({ style: 'currency', currency: 'USD', minimumFractionDigits: 2, maximumFractionDigits: 4 }).format(
    amount / nanosPerDollar,
  );
}

/** `128k`, `1M`: sizes of windows and sums of tokens. */
export const compact = (value: number): string =>
  numbers({ notation: 'compact', maximumFractionDigits: 1 }).format(value);

/** `14:05`. */
export const clock = (at: Instant): string =>
  dates({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

/** `Monday 23 November`. */
export const longDay = (at: Instant): string => dates({ weekday: 'long', day: 'numeric', month: 'long' }).format(at);

/** `23 Nov`. */
export const shortDay = (at: Instant): string => dates({ day: 'numeric', month: 'short' }).format(at);

/** The same of a day that was counted in whatever zone. */
export const calendarDay = (day: Day): string =>
  new Intl.DateTimeFormat(language.value.locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    Date.parse(day),
  );

/** `23 Nov 2026, 14:05`: the hours as `clock` tells them. */
export const moment = (at: Instant): string =>
  dates({ dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }).format(at);

/** `November`. */
export const monthName = (at: Instant): string => dates({ month: 'long' }).format(at);

/** The clock today, the day before that: what a list of events shows. */
export function when(at: Instant, now: Instant): string {
  return shortDay(at) === shortDay(now) && now - at < 86_400_000 ? clock(at) : shortDay(at);
}

/** `412 ms`, `6.2 s`, `3 min`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1_000) return unit(Math.round(milliseconds), 'millisecond');
  if (milliseconds < 90_000) return unit(Math.round(milliseconds / 100) / 10, 'second');
  return unit(Math.round(milliseconds / 60_000), 'minute');
}

/** `9 kB`, `48.1 MB`. */
export function bytes(size: number): string {
  const steps = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  let value = size;
  let step = 0;
  while (value >= 1_000 && step < steps.length - 1) {
    value /= 1_000;
    step += 1;
  }
  return unit(value, steps[step] ?? 'byte', value < 10 && step > 0 ? 1 : 0);
}

/** “94 byte” is what the short form makes of bytes: they are written out. */
function unit(value: number, name: string, digits = 1): string {
  const unitDisplay = name === 'byte' ? 'long' : 'short';
  return numbers({ style: 'unit', unit: name, unitDisplay, maximumFractionDigits: digits }).format(value);
}
