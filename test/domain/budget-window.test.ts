import { expect, test } from 'vitest';
import { currentSpan, isJump, spanOf, type WindowKind, type WindowSpan } from '../../src/domain/budget-window';
import { dayIn } from '../../src/lib/day';
import { startOfDay } from '../../src/lib/day-start';

const berlin = 'Europe/Berlin';
const at = (kind: WindowKind, newest: WindowSpan | undefined, iso: string, zone = berlin) =>
  currentSpan(kind, newest, zone, where => dayIn(where, Date.parse(iso)));

test('a day and a month are those of the workspace’s zone, and a total is for ever', () => {
  expect(at('day', undefined, '2026-11-30T23:30:00Z')).toEqual({ from: '2026-12-01', to: '2026-12-02', zone: berlin });
  expect(at('month', undefined, '2026-12-31T23:30:00Z')).toMatchObject({ from: '2027-01-01', to: '2027-02-01' });
  expect(spanOf('month', '2028-02-29')).toEqual({ from: '2028-02-01', to: '2028-03-01' });
  expect(at('total', at('total', undefined, '2026-01-01T00:00:00Z'), '2031-01-01T00:00:00Z')).toMatchObject({
    from: '0000-01-01',
  });
});

test('a window ends when its last day does, in a night of 23 hours as in one of 25', () => {
  const short = at('day', undefined, '2026-03-29T10:00:00Z');
  expect(at('day', short, '2026-03-29T21:59:59Z')).toBe(short);
  expect(at('day', short, '2026-03-29T22:00:00Z').from).toBe('2026-03-30');
  const long = at('day', undefined, '2026-10-25T10:00:00Z');
  expect(at('day', long, '2026-10-25T22:59:59Z')).toBe(long);
  expect(at('day', long, '2026-10-25T23:00:00Z').from).toBe('2026-10-26');
});

test('36 hours without an entry are no jump of the clock; a moment more is one, unless there was never an entry', () => {
  const last = Date.parse('2026-11-25T00:00:00Z');
  const after = (hours: number) => ({ last, now: last + hours * 3_600_000 });
  expect([36, 36.001].map(hours => isJump(after(hours)))).toEqual([false, true]);
  expect(isJump({ last: 0, now: last })).toBe(false);
});

test('a clock that is set back reopens nothing', () => {
  const november = at('month', undefined, '2026-11-02T00:00:00Z');
  expect(at('month', november, '2026-09-15T00:00:00Z')).toBe(november);
});

test('another zone takes effect with the next window, which begins where the one before ended', () => {
  const november = at('month', undefined, '2026-11-20T12:00:00Z', 'Pacific/Auckland');
  // It is December in Auckland and still November in New York.
  expect(at('month', november, '2026-11-30T08:00:00Z', 'America/New_York')).toBe(november);
  expect(at('month', november, '2026-11-30T12:00:00Z', 'America/New_York')).toEqual({
    from: '2026-12-01',
    to: '2027-01-01',
    zone: 'America/New_York',
  });
});

test('a day begins at its midnight, and after a skipped one at the first moment there is', () => {
  expect(new Date(startOfDay(berlin, '2026-12-01')).toISOString()).toBe('2026-11-30T23:00:00.000Z');
  expect(new Date(startOfDay('Pacific/Auckland', '2026-12-01')).toISOString()).toBe('2026-11-30T11:00:00.000Z');
  // Clocks in Beirut go from midnight to one o'clock that night.
  expect(new Date(startOfDay('Asia/Beirut', '2026-03-29')).toISOString()).toBe('2026-03-28T22:00:00.000Z');
});
