import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { JsonFault, JsonReader, type JsonReaderOptions } from '../../src/lib/json-reader';
import { shared } from '../support/shared';

const strict: JsonReaderOptions = { depth: 64, forbiddenKeys: new Set(['__proto__', 'constructor', 'prototype']) };

/** Reads `text` in pieces of `size` characters. */
function read(text: string, size = text.length || 1, options = strict): unknown {
  const reader = new JsonReader(options);
  for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size));
  return reader.end();
}

/** The reason a text is refused for, or `accepted`. */
function reasonOf(text: string, size?: number): string {
  try {
    read(text, size);
    return 'accepted';
  } catch (error) {
    if (error instanceof JsonFault) return error.reason;
    throw error;
  }
}

test('any JSON is read as JSON.parse reads it, wherever it is cut', () => {
  const json = fc.json({ maxDepth: 5 });
  fc.assert(
    fc.property(json, fc.integer({ min: 1, max: 9 }), (text, size) => {
      fc.pre(reasonOf(text) === 'accepted');
      expect(read(text, size)).toEqual(JSON.parse(text));
    }),
    { numRuns: 500 },
  );
});

test.each(['{"a":1,"a":2}', '{"a":1.}', '[1,]', '"\\x"', 'tru', '[1}', '{"__proto__":1}', '1e999', '{"a" 1}', ''])(
  '%s is refused, for the same reason wherever it is cut',
  text => {
    const reason = reasonOf(text);
    expect(reason).not.toBe('accepted');
    expect([1, 2, 3].map(size => reasonOf(text, size))).toEqual([reason, reason, reason]);
  },
);

test('depth is refused before anything is built', () => {
  expect(reasonOf('['.repeat(100_000))).toBe('depth');
  expect(reasonOf(`${'['.repeat(64)}${']'.repeat(64)}`)).toBe('accepted');
  expect(reasonOf(`${'['.repeat(65)}${']'.repeat(65)}`)).toBe('depth');
});

test('a key hidden behind an escape is still forbidden, and still the same key', () => {
  expect(reasonOf('{"__pr\\u006fto__":1}')).toBe('forbidden-key');
  expect(reasonOf('{"a":1,"\\u0061":2}')).toBe('duplicate-key');
});

test('items of a streamed array are handed over one by one and not kept', () => {
  const seen: unknown[] = [];
  const value = read('{"name":"x","rows":{"a":[{"id":1},{"id":2}],"b":[]}}', 3, {
    ...strict,
    stream: path => (path.join('.') === 'rows.a' ? item => seen.push(item) : undefined),
  });
  expect(seen).toEqual([{ id: 1 }, { id: 2 }]);
  expect(value).toEqual({ name: 'x', rows: { a: [], b: [] } });
});

test('JSONTestSuite: what must be read is read, what must be refused is refused', () => {
  const folder = shared('fixtures/security/jsontestsuite/test_parsing');
  if (!folder) return;
  const texts = readdirSync(folder).map(name => ({ name, text: decoded(readFileSync(join(folder, name))) }));
  const wrong = texts.filter(({ name, text }) => {
    const reason = text === undefined ? 'syntax' : reasonOf(text);
    if (text !== undefined && reasonOf(text, 1) !== reason) return true;
    if (name.startsWith('n_')) return reason === 'accepted';
    // The suite allows a key twice; a workspace file does not.
    if (!name.startsWith('y_') || name.includes('duplicated_key')) return false;
    return text === undefined || reason !== 'accepted' || !isDeepStrictEqual(read(text), JSON.parse(text));
  });
  expect(texts.length).toBeGreaterThan(300);
  expect(wrong).toEqual([]);
});

/** The text, or `undefined` where the bytes are no UTF-8: such a file is refused before it is read as JSON. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
