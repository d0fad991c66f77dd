import { expect, test } from 'vitest';
import { dayIn } from '../../src/lib/day';

test.each([
  ['UTC', '2026-11-25T23:59:59.999Z', '2026-11-25'],
  ['Europe/Vienna', '2026-11-25T23:00:00Z', '2026-11-26'],
  ['America/Los_Angeles', '2026-11-25T07:59:59Z', '2026-11-24'],
  // The hour that comes twice when summer time ends.
  ['Europe/Vienna', '2026-10-25T00:30:00Z', '2026-10-25'],
  ['Pacific/Kiritimati', '2026-12-31T10:00:00Z', '2027-01-01'],
  ['Nowhere/Land', '2026-11-25T12:00:00Z', '2026-11-25'],
])('in %s, %s is in the day %s', (zone, instant, day) => {
  expect(dayIn(zone, Date.parse(instant))).toBe(day);
});

// WebKit with an older ICU writes en-CA as 11/26/2026: days are keys of rows.
test('the day is the same however a browser writes the dates of a locale', () => {
  const { prototype } = Intl.DateTimeFormat;
  const format = Object.getOwnPropertyDescriptor(prototype, 'format') ?? {};
  Object.defineProperty(prototype, 'format', { configurable: true, get: () => () => '11/26/2026' });
  try {
    expect(dayIn('Europe/Paris', Date.parse('2026-11-26T12:00:00Z'))).toBe('2026-11-26');
  } finally {
    Object.defineProperty(prototype, 'format', format);
  }
});
