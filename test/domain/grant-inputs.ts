import fc from 'fast-check';
import type { Condition } from '../../src/domain/grant';

/** Any JSON value that is no list or object. */
export const scalar = fc.oneof(fc.string({ maxLength: 12 }), fc.integer(), fc.boolean(), fc.constant(null));

/** Names of fields, also those that pointers have to escape and those that every object seems to have. */
export const fieldName = fc.oneof(
  fc.constantFrom('path', 'to', 'a/b', '~', '~1', '', '0', '__proto__', 'constructor', 'toString'),
  fc.string({ maxLength: 6 }).filter(name => name !== '*'),
);

/** A value whose lists hold items of one shape, as inputs of tools do; nothing in it is empty. */
const { value } = fc.letrec<{ value: unknown; object: Record<string, unknown> }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc
      .tuple(tie('value'), fc.integer({ min: 1, max: 3 }))
      .map(([item, count]) => Array.from({ length: count }, () => item)),
    tie('object'),
  ),
  object: objectOf(tie('value')),
}));

/** The input of a tool. */
export const toolInput: fc.Arbitrary<Record<string, unknown>> = objectOf(value);

function objectOf(field: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .uniqueArray(fc.tuple(fieldName, field), { minLength: 1, maxLength: 4, selector: ([name]) => name })
    .map(entries => fromEntries(entries));
}

/** Own fields only, `__proto__` included, as JSON.parse makes them. */
export const fromEntries = (entries: readonly (readonly [string, unknown])[]): Record<string, unknown> =>
  Object.fromEntries(entries);

/** The pointers of all single values of an input, made apart from the code under test. */
export function leafPointers(input: unknown, at = ''): string[] {
  if (Array.isArray(input)) return [...new Set(input.flatMap(item => leafPointers(item, `${at}/*`)))];
  if (typeof input !== 'object' || input === null) return [at];
  return Object.entries(input).flatMap(([name, field]) =>
    leafPointers(field, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}

/** The most generous conditions that there are for an input: every value of it may be anything. */
export const anythingAt = (input: unknown): Condition[] => leafPointers(input).map(path => ({ path, is: 'anything' }));

/** Every input that has one field more than this one, in the object of any depth, among any items of a list. */
export function withOneMore(input: unknown, name: string, extra: unknown): unknown[] {
  if (Array.isArray(input)) {
    return input.flatMap((item, index) => withOneMore(item, name, extra).map(changed => input.with(index, changed)));
  }
  if (typeof input !== 'object' || input === null) return [];
  const fields = Object.entries(input);
  const here = Object.hasOwn(input, name) ? [] : [fromEntries([...fields, [name, extra]])];
  const inside = fields.flatMap(([own, field]) =>
    withOneMore(field, name, extra).map(changed =>
      fromEntries(fields.map(([other, kept]) => [other, other === own ? changed : kept] as const)),
    ),
  );
  return [...here, ...inside];
}
