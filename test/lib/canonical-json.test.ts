import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/lib/canonical-json';

test('keys are sorted by UTF-16 code units and numbers printed as in RFC 8785, section 3.2.3 and 3.2.2', () => {
  const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
  const order = [...canonicalJson(keys).matchAll(/:(\d)/g)].map(match => match[1]).join('');
  expect(order).toBe('2467153');
  const numbers = [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0];
  expect(canonicalJson(numbers)).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27,0]');
});

test('any JSON value survives, whatever order its keys were written in', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});

test('a field without a value is left out, a lone surrogate survives, what JSON cannot say is refused', () => {
  expect(canonicalJson({ b: undefined, a: [undefined] })).toBe('{"a":[null]}');
  expect(JSON.parse(canonicalJson('cut \ud83d'))).toBe('cut \ud83d');
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1])
    expect(() => canonicalJson(value)).toThrow(TypeError);
});
