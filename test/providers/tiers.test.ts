import { describe, expect, it } from 'vitest';
import type { ModelInfo } from '../../src/domain/connection';
import { rankModels } from '../../src/providers/tiers';

const now = Date.UTC(2026, 10, 25);
const month = 30 * 24 * 3_600_000;
const model = (id: string, dollars: number | undefined, info: Partial<ModelInfo> = {}, connection = 'a') => ({
  connection,
  info: { id, name: id, created: now - month, ...info },
  ...(dollars === undefined ? {} : { rates: { input: dollars * 1e9, output: dollars * 5e9 } }),
});
const line = [
  model('small', 0.2, { contextWindow: 200_000 }),
  model('middle', 3, { contextWindow: 200_000 }),
  model('large', 15, { contextWindow: 200_000 }),
  model('long', 2, { contextWindow: 2_000_000 }),
  model('text-embedding-9', 0.01),
  model('old', 30, { created: now - 30 * month }),
  model('gone', 3, { lifecycle: 'retired' }),
];
const best = (tier: Parameters<typeof rankModels>[0], models = line) => rankModels(tier, models, now)[0]?.info.id;

describe('ranking models for a tier', () => {
  it('takes the cheapest as fast, the dearest of the new ones as strong, the largest window as long', () => {
    expect([best('fast'), best('strong'), best('long-context')]).toEqual(['small', 'large', 'long']);
  });

  it('passes over what is retired, old or made for other work', () => {
    const ids = (['fast', 'balanced', 'strong', 'long-context', 'vision'] as const).flatMap(tier =>
      rankModels(tier, line, now).map(({ info }) => info.id),
    );
    expect(ids).not.toContain('gone');
    expect(ids).not.toContain('old');
    expect(ids).not.toContain('text-embedding-9');
  });

  it('shows at most three, one of each connection first', () => {
    const ranked = rankModels('fast', [...line, model('other', 9, {}, 'b')], now);
    expect(ranked).toHaveLength(3);
    expect(ranked[1]?.connection).toBe('b');
  });

  it('leaves out models without images for vision', () => {
    expect(best('vision', [model('blind', 3, { images: false }), model('seeing', 9, { images: true })])).toBe('seeing');
  });

  it('still offers models whose price nobody knows, last', () => {
    expect(
      rankModels('fast', [model('unpriced', undefined), model('priced', 5)], now).map(({ info }) => info.id),
    ).toEqual(['priced', 'unpriced']);
  });

  it('does not take a dated copy beside its plain name, nor a free trial', () => {
    const ranked = rankModels(
      'balanced',
      [model('m', 3), model('m-2026-01-31', 3), model('m:free', 0), model('n', 4)],
      now,
    );
    expect(ranked.map(({ info }) => info.id)).toEqual(['m', 'n', 'm:free']);
  });

  it('goes by the words makers use where no price is known', () => {
    const unpriced = ['x-mini', 'x-large', 'x'].map(id => model(id, undefined));
    expect([best('fast', unpriced), best('strong', unpriced), best('balanced', unpriced)]).toEqual([
      'x-mini',
      'x-large',
      'x',
    ]);
  });
});
