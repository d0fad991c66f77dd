import { describe, expect, test } from 'vitest';

import { decimalDollars, dollarsPerToken, priceOf, tokenPieces } from './loopback/ledger';
import { chunked, seeded } from './loopback/random';

describe('the stand-in’s own arithmetic', () => {
  test('dollars are exact decimals', () => {
    expect(decimalDollars(172_125n)).toBe('0.000172125');
    expect(decimalDollars(10_000_000_000n)).toBe('10');
    expect(dollarsPerToken('openai/gpt-5-mini')).toEqual({
      prompt: '0.00000025',
      completion: '0.000002',
      input_cache_read: '0.000000025',
    });
    expect(priceOf('house-model', { fresh: 1, cacheRead: 0, cacheWrite: 0, output: 1, reasoning: 0 })).toBeUndefined();
  });

  test('pieces join to the text, chunks to the bytes', () => {
    const text = ' Zwölf  Boxkämpfer\njagen 🥊 quer. ';
    expect(tokenPieces(text).join('')).toBe(text);
    const bytes = Buffer.from(text.repeat(50));
    expect(Buffer.concat([...chunked(bytes, seeded(3))])).toEqual(bytes);
  });
});
