import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactor } from '../../src/vault/inside/redact';
import { secret } from './stage';

function through(text: string, sizes: readonly number[], needle = secret): string {
  const bytes = new TextEncoder().encode(text);
  const redact = redactor(needle);
  const out: number[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    out.push(...redact.push(bytes.subarray(at, at + size)));
    at += size;
  }
  out.push(...redact.end());
  return new TextDecoder().decode(new Uint8Array(out));
}

const masked = '*'.repeat(secret.length);

describe('an echoed key', () => {
  test('is masked at every chunk size, and nothing else is changed', () => {
    const text = `{"error":"Incorrect key ${secret}, or Bearer ${secret}${secret}. sk-test-01 is not it. ü€"}`;
    for (const size of [1, 2, 7, 43, 44, 45, 997, 10_000]) {
      expect(through(text, [size])).toBe(text.replaceAll(secret, masked));
    }
  });

  test('is masked wherever chunks are cut, among text made of its own pieces', () => {
    const piece = fc.constantFrom(secret, secret.slice(0, 20), secret.slice(20), 's', 'sk-', 'x');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }),
        (pieces, sizes) => {
          const out = through(pieces.join(''), sizes);
          expect(out).not.toContain(secret);
          expect(out).toBe(pieces.join('').replaceAll(secret, masked));
        },
      ),
    );
  });

  test('a secret that overlaps itself is masked too', () => {
    expect(through('xabababababababx', [3], 'abababab')).not.toContain('abababab');
  });

  test('text that cannot begin a key is not held back', () => {
    const redact = redactor(secret);
    expect(redact.push(new TextEncoder().encode('data: hello\n\n')).length).toBe(13);
  });

  test('headers are masked, and a keyless server echoes what it likes', () => {
    expect(redactor(secret).text(`a ${secret}`)).toBe(`a ${masked}`);
    expect(through('anything', [3], '')).toBe('anything');
  });
});
