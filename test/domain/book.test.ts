import { describe, expect, it } from 'vitest';
import { book } from '../../src/domain/book';
import type { Price } from '../../src/domain/price';

const price: Price = {
  rates: { input: 3_000_000_000, output: 15_000_000_000 },
  tiers: [],
  source: { name: 'built-in', date: '2026-09-23', model: 'model-a', match: 'exact' },
};
const facts = { simulated: false, bytesOut: 4_000, bytesIn: 400, ceiling: 150_000_000 };
const usage = { input: 1_000, output: 100 };

describe('booking a call', () => {
  it('takes what the provider reported over any table', () => {
    expect(book({ parts: [], stop: 'end', usage, reported: 42 }, { ...facts, price })).toMatchObject({
      cost: 42,
      basis: 'reported',
    });
  });

  it('prices complete usage by an exact match', () => {
    expect(book({ parts: [], stop: 'end', usage }, { ...facts, price })).toMatchObject({
      cost: 4_500_000,
      basis: 'priced',
    });
  });

  it('marks a price taken from a similar model as estimated', () => {
    const similar: Price = { ...price, source: { ...price.source, match: 'prefix' } };
    expect(book({ parts: [], stop: 'end', usage }, { ...facts, price: similar })).toMatchObject({
      cost: 4_500_000,
      basis: 'estimated',
    });
  });

  it('leaves the cost unknown without a price', () => {
    const booking = book({ parts: [], stop: 'end', usage }, facts);
    expect(booking.basis).toBe('unknown');
    expect(booking.cost).toBeUndefined();
  });

  it('estimates a cut stream between bounds that hold its cost, the upper one its ceiling', () => {
    const booking = book({ parts: [], usage: { input: 1_000, output: 1 } }, { ...facts, price });
    expect(booking).toMatchObject({ basis: 'estimated', usage: { input: 1_000, output: 100 }, high: 150_000_000 });
    expect(booking.low).toBeLessThanOrEqual(booking.cost ?? -1);
    expect(booking.high).toBeGreaterThanOrEqual(booking.cost ?? Infinity);
  });

  it('guesses no more than what was set aside, but bounds what was told by nothing less', () => {
    const bytesOut = 4_000_000;
    expect(book({ parts: [] }, { ...facts, price, bytesOut })).toMatchObject({ cost: 150_000_000, high: 150_000_000 });
    const told = book({ parts: [], usage: { input: 1_000_000, output: 1 } }, { ...facts, price });
    expect(told).toMatchObject({ cost: 3_001_500_000, high: 3_001_500_000 });
  });

  it('books the demo team at nothing, apart from real calls', () => {
    expect(book({ parts: [], stop: 'end', usage }, { ...facts, price, simulated: true })).toMatchObject({
      cost: 0,
      basis: 'simulated',
    });
  });
});
