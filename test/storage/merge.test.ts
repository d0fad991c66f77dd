import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyRun, foldRun } from '../../src/domain/fold';
import type { RunEvent } from '../../src/domain/event';
import { derivedId } from '../../src/domain/id';
import { canonicalJson } from '../../src/lib/canonical-json';
import { mergeDocuments, mergeGraves, type AnyDocument } from '../../src/storage/merge';

const stamp = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 2 }), fc.constantFrom('aaaaaaaa', 'bbbbbbbb'))
  .map(([time, counter, replica]) => `${hex(time, 12)}${hex(counter, 4)}${replica}0001`);
const hex = (value: number, width: number) => value.toString(16).padStart(width, '0');

const id = derivedId<string>('test', 'document');
const value = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('x', 'y'), fc.boolean());

/** A document in some state: some fields set, some edited, some removed. Its stamps may be any, as after many devices. */
const document: fc.Arbitrary<AnyDocument> = fc
  .record({
    born: stamp,
    v: fc.integer({ min: 1, max: 2 }),
    at: fc.integer({ min: 0, max: 3 }),
    fields: fc.dictionary(fc.constantFrom('state', 'hue', 'gone'), value),
    body: fc.dictionary(fc.constantFrom('name', 'role'), value),
    edits: fc.dictionary(fc.constantFrom('state', 'hue', 'gone', 'body.name', 'body.role'), stamp),
  })
  .map(({ born, v, at, fields, body, edits }) => {
    const later = Object.fromEntries(Object.entries(edits).filter(([, edited]) => edited > born));
    return { id, v, at, born, ...fields, body, ...(Object.keys(later).length > 0 ? { edits: later } : {}) };
  });

const grave = fc.record({ id: fc.constant('a'), of: fc.constantFrom('agent' as const, 'task' as const), stamp });

const runs = { numRuns: 3_000 };

test('joining a document with itself changes nothing', () => {
  fc.assert(
    fc.property(document, one => {
      expect(canonicalJson(mergeDocuments(one, one))).toBe(canonicalJson(one));
    }),
    runs,
  );
});

test('it does not matter who joins whom', () => {
  fc.assert(
    fc.property(document, document, (one, other) => {
      expect(canonicalJson(mergeDocuments(one, other))).toBe(canonicalJson(mergeDocuments(other, one)));
    }),
    runs,
  );
});

test('it does not matter in which order three devices meet', () => {
  fc.assert(
    fc.property(document, document, document, (a, b, c) => {
      const left = mergeDocuments(mergeDocuments(a, b), c);
      expect(canonicalJson(left)).toBe(canonicalJson(mergeDocuments(a, mergeDocuments(b, c))));
    }),
    runs,
  );
});

test('the larger stamp wins each field, and an edit does not revive what is gone', () => {
  const born = `${hex(1, 12)}0000aaaaaaaa0001`;
  const later = `${hex(2, 12)}0000aaaaaaaa0001`;
  const latest = `${hex(3, 12)}0000bbbbbbbb0001`;
  const base = { id, v: 1, at: 1, born, hue: 1, body: { name: 'Ada', role: 'x' } };
  const erased = { ...base, gone: true, edits: { gone: later } };
  const renamed = { ...base, body: { name: 'Eve', role: 'x' }, edits: { 'body.name': latest } };
  expect(mergeDocuments(erased, renamed)).toEqual({
    ...base,
    gone: true,
    body: { name: 'Eve', role: 'x' },
    edits: { gone: later, 'body.name': latest },
  });
});

test('graves join in any order', () => {
  fc.assert(
    fc.property(grave, grave, grave, (a, b, c) => {
      expect(mergeGraves(a, a)).toEqual(a);
      expect(mergeGraves(a, b)).toEqual(mergeGraves(b, a));
      expect(mergeGraves(mergeGraves(a, b), c)).toEqual(mergeGraves(a, mergeGraves(b, c)));
    }),
    runs,
  );
});

const act = fc.constantFrom(
  derivedId<'act'>('test', '1'),
  derivedId<'act'>('test', '2'),
  derivedId<'act'>('test', '3'),
);
const attempt = fc.integer({ min: 1, max: 2 });
const failure = { code: 'overloaded', retryable: true, parameters: {} } as const;
const event: fc.Arbitrary<RunEvent> = fc.oneof(
  fc.record({ kind: fc.constant('run-leased' as const), epoch: fc.nat(3) }),
  fc.constantFrom<RunEvent>({ kind: 'run-woken' }, { kind: 'cancel-requested' }, { kind: 'run-waiting', for: 'rate' }),
  fc.constantFrom<RunEvent>(
    { kind: 'run-succeeded' },
    { kind: 'run-failed', error: failure },
    { kind: 'run-cancelled' },
  ),
  fc.record({ act, attempt }).map(({ act, attempt }) => ({
    kind: 'act-intent' as const,
    act,
    attempt,
    does: 'model-call' as const,
    effect: 'billed' as const,
    reach: 'provider' as const,
    idempotencyKey: act,
  })),
  fc.record({ kind: fc.constant('act-succeeded' as const), act, attempt, cost: fc.nat(9) }),
  fc.record({
    kind: fc.constant('act-failed' as const),
    act,
    attempt,
    error: fc.constant(failure),
    final: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('act-unknown' as const), act, attempt }),
);

test('folding the first events and then the rest is folding all of them', () => {
  const tip = derivedId<'message'>('test', 'tip');
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), fc.nat(30), (events, cut) => {
      const fold = (from: ReturnType<typeof emptyRun>, part: RunEvent[], start: number) =>
        part.reduce((state, one, index) => foldRun(state, one, start + index), from);
      const whole = fold(emptyRun(tip, 0), events, 1);
      const at = Math.min(cut, events.length);
      const first = fold(emptyRun(tip, 0), events.slice(0, at), 1);
      const before = structuredClone(first);
      expect(fold(first, events.slice(at), 1 + at)).toEqual(whole);
      expect(first).toEqual(before);
    }),
    { numRuns: 1_000 },
  );
});
