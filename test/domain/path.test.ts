import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { clashingPath, normalisePath, pathKey, pathLimits } from '../../src/domain/path';

const of = (text: string) => {
  const check = normalisePath(text);
  return 'path' in check ? check.path : undefined;
};

/** Texts that are likely to be paths, and likely to be wrong ones. */
const pathish = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom('a', 'B', 'é', 'e\u0301', '.', '..', '', ' ', 'x.md', 'ß', '\u0000', '\u202e', 'a\\b', '日本'),
    )
    .map(names => names.join('/')),
);

test('whatever passes is in one form, inside the workspace, and within the limits', () => {
  fc.assert(
    fc.property(pathish, text => {
      const path = of(text);
      if (path === undefined) return;
      expect(of(path)).toBe(path);
      expect(path).toBe(path.normalize('NFC'));
      expect(path.split('/').some(name => name === '' || name === '.' || name === '..')).toBe(false);
      expect(path).not.toMatch(/[\p{Cc}\p{Cs}\\]/u);
      expect(new TextEncoder().encode(path).length).toBeLessThanOrEqual(pathLimits.path);
    }),
  );
});

test('two spellings of one path have one key, and keys of keys are themselves', () => {
  fc.assert(
    fc.property(pathish, text => {
      expect(pathKey(pathKey(text))).toBe(pathKey(text));
      expect(pathKey(text.normalize('NFD'))).toBe(pathKey(text));
    }),
  );
});

describe('normalisePath', () => {
  it('takes slashes and dots that say nothing away', () => {
    expect(of('/notes//plan.md')).toBe('notes/plan.md');
    expect(of('./notes/./plan.md')).toBe('notes/plan.md');
    expect(of('Re\u0301sume\u0301.md')).toBe('Résumé.md');
  });

  it.each([
    '',
    '/',
    '.',
    'notes/',
    'notes/.',
    '..',
    'a/../b',
    'a\\b',
    'a\nb',
    'a\u202eb',
    'a./b',
    'a /b',
    ' a',
    '\ud800',
  ])('refuses %j', text => expect(normalisePath(text)).toHaveProperty('wrong'));

  it('counts bytes, not characters', () => {
    expect(of('é'.repeat(127))).toBeDefined();
    expect(of('é'.repeat(128))).toBeUndefined();
    expect(of(`${'a'.repeat(250)}/`.repeat(4) + 'b'.repeat(20))).toBeDefined();
    expect(of(`${'a'.repeat(250)}/`.repeat(4) + 'b'.repeat(21))).toBeUndefined();
  });
});

describe('clashingPath', () => {
  it('finds what differs by case only, and a file in the place of a folder', () => {
    expect(clashingPath('Notes.md', ['notes.md'])).toBe('notes.md');
    expect(clashingPath('notes/a.md', ['Notes'])).toBe('Notes');
    expect(clashingPath('notes', ['notes/a.md'])).toBe('notes/a.md');
  });

  it('lets the same path and neighbours be', () => {
    expect(clashingPath('notes.md', ['notes.md', 'notes.txt', 'notes.md.bak'])).toBeUndefined();
  });
});
