import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMany, labelsOf, mostLabels, sourceOf, unionLabels } from '../../src/domain/label';
import type { Label } from '../../src/domain/row';

const label: fc.Arbitrary<Label> = fc.record(
  {
    source: fc.constantFrom('web', 'mcp', 'file', 'external'),
    from: fc.oneof(fc.constantFrom('a', 'a|b', 'a:b', '', 'many'), fc.integer({ min: 0, max: 60 }).map(String)),
    payload: fc.constantFrom('p1', 'p2', 'b|p1'),
  },
  { requiredKeys: ['source', 'from'] },
);
const labels = fc.array(label, { maxLength: 12 });

/** What is carried, whatever the order. */
const carried = (list: readonly Label[]) =>
  list.map(one => JSON.stringify([sourceOf(one), one.payload ?? null])).sort();
const saysMany = (list: readonly Label[]) => list.some(isMany);

/** One thing that happens to texts: each makes a new one of those that there are. */
type Step = { does: 'copy' | 'join' | 'compact'; of: number[] };
const step: fc.Arbitrary<Step> = fc.record({
  does: fc.constantFrom('copy', 'join', 'compact'),
  of: fc.array(fc.nat(200), { minLength: 1, maxLength: 4 }),
});

describe('labels', () => {
  it('are never lost by copies, hand-offs and compaction, and never go back to none', () => {
    fc.assert(
      fc.property(
        fc.array(labels, { minLength: 1, maxLength: 6 }),
        fc.array(step, { maxLength: 30 }),
        (first, steps) => {
          const texts = first.map(own => ({ labels: unionLabels([own]), truly: new Set(carried(own)) }));
          for (const { does, of } of steps) {
            const sources = (does === 'copy' ? of.slice(0, 1) : of).map(index => texts[index % texts.length]);
            const known = sources.filter(source => source !== undefined);
            const made = does === 'join' ? unionLabels(known.map(source => source.labels)) : labelsOf(known);
            const truly = new Set(known.flatMap(source => [...source.truly]));
            if (does === 'compact') texts.length = Math.max(1, texts.length - 1);
            texts.push({ labels: made, truly });
          }
          for (const text of texts) {
            expect(text.labels.length > 0).toBe(text.truly.size > 0);
            expect(text.labels.length).toBeLessThanOrEqual(mostLabels);
            expect(text.labels).toHaveLength(saysMany(text.labels) ? 1 : text.truly.size);
            const kept = new Set(carried(text.labels));
            expect(saysMany(text.labels) || [...text.truly].every(one => kept.has(one))).toBe(true);
          }
        },
      ),
      { verbose: true },
    );
  });

  it('are the same however things were put together', () => {
    fc.assert(
      fc.property(labels, labels, labels, (a, b, c) => {
        const flat = carried(unionLabels([a, b, c]));
        expect(carried(unionLabels([unionLabels([a, b]), c]))).toEqual(flat);
        expect(carried(unionLabels([c, unionLabels([b, a]), b]))).toEqual(flat);
        expect(carried(unionLabels([unionLabels([a, b, c])]))).toEqual(flat);
      }),
      { verbose: true },
    );
  });

  it('are at most 32; one more and they say many, for good', () => {
    const web = (count: number) =>
      Array.from({ length: count }, (_, index): Label => ({ source: 'web', from: `${index}` }));
    expect(unionLabels([web(mostLabels)])).toHaveLength(mostLabels);
    const more = unionLabels([web(mostLabels + 1)]);
    expect(more).toHaveLength(1);
    expect(saysMany(more)).toBe(true);
    expect(unionLabels([more, web(1)])).toEqual(more);
    expect(unionLabels([web(1), more])).toEqual(more);
  });

  it('tell two sources apart whose names run together', () => {
    expect(
      unionLabels([
        [{ source: 'web', from: 'a|b' }],
        [{ source: 'web', from: 'a', payload: 'b|' }],
        [{ source: 'web', from: 'a', payload: 'b' }],
      ]),
    ).toHaveLength(3);
    expect(unionLabels([undefined, []])).toEqual([]);
  });
});
