import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bytes, calendarDay, duration, moment, money, percent, rate, when, zone } from '../../src/ui/formats';
import { english, language } from '../../src/ui/words/language';

beforeEach(() => {
  language.value = { ...english, locale: 'en-US' };
  zone.value = 'UTC';
});
afterEach(() => {
  language.value = english;
  zone.value = undefined;
});

test('money shows cents, and below a cent enough digits to be seen', () => {
  expect(money(2_840_000_000)).toBe('$2.84');
  expect(money(0)).toBe('$0.00');
  expect(money(3_100_000)).toBe('$0.0031');
  expect(money(172_125)).toBe('$0.00017');
  expect(money(12_345_678_900_000)).toBe('$12,345.68');
});

test('what was paid never reads as nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000_000 }), amount => {
      expect(money(amount)).toMatch(/[1-9]/);
    }),
  );
});

test('rates keep the digits of small prices', () => {
  expect(rate(75_000_000)).toBe('$0.075');
  expect(rate(15_000_000_000)).toBe('$15.00');
});

test('durations and sizes use the unit that fits', () => {
  expect(duration(412)).toBe('412 ms');
  expect(duration(6_240)).toBe('6.2 sec');
  expect(duration(180_000)).toBe('3 min');
  expect([0, 1].map(bytes)).toEqual(['0 bytes', '1 byte']);
  expect(bytes(9_100)).toBe('9.1 kB');
  expect(bytes(48_100_000)).toBe('48 MB');
});

test('small shares keep a digit', () => {
  expect(percent(0.431)).toBe('43%');
  expect(percent(0.004)).toBe('0.4%');
});

test('a calendar day is the same in every zone', () => {
  zone.value = 'Pacific/Auckland';
  expect(calendarDay('2026-11-23')).toBe('Nov 23');
});

test('today shows the clock, an earlier day its date, in the zone of the workspace', () => {
  const noon = Date.UTC(2026, 10, 25, 12);
  expect(when(noon - 3_600_000, noon)).toBe('11:00');
  expect(when(noon - 86_400_000, noon)).toBe('Nov 24');
  zone.value = 'Asia/Tokyo';
  expect(when(noon, noon)).toBe('21:00');
});

test('a moment tells its hours as the clock does, also where half days are usual', () => {
  expect(moment(Date.UTC(2026, 10, 25, 21, 48))).toBe('Nov 25, 2026, 21:48');
  expect(moment(Date.UTC(2026, 10, 25, 0, 5))).toBe('Nov 25, 2026, 00:05');
});
