import { afterEach, expect, test } from 'vitest';
import { AppError, type ErrorCode, type ErrorParameters } from '../../src/domain/error';
import { explain, explained } from '../../src/ui/words/errors';
import { english, language, wording } from '../../src/ui/words/language';
import { lengthen, pseudo } from '../../src/ui/words/pseudo';
import { appWords } from '../../src/ui/words/app';

afterEach(() => {
  language.value = english;
});

/** Every code, kept in step with the union by the compiler. */
const codes: Record<ErrorCode, true> = {
  'wrong-key': true,
  'opaque-failure': true,
  'likely-wrong-key': true,
  'organisation-forbids-browsers': true,
  'no-credit': true,
  'rate-limited': true,
  overloaded: true,
  offline: true,
  'unknown-path': true,
  'unknown-model': true,
  'admin-key': true,
  'request-refused': true,
  'context-too-long': true,
  'content-refused': true,
  'provider-failed': true,
  'reply-unreadable': true,
  'stream-cut': true,
  'limit-ignored': true,
  'reply-gone': true,
  'vault-locked': true,
  'screen-locked': true,
  'wrong-passphrase': true,
  'wait-before-retry': true,
  'passphrase-too-short': true,
  'vault-damaged': true,
  'no-vault': true,
  'no-key': true,
  'sign-in-refused': true,
  'origin-not-allowed': true,
  'address-refused': true,
  'header-refused': true,
  'redirect-refused': true,
  'cap-reached': true,
  'no-output-limit': true,
  'fence-passed': true,
  halted: true,
  'vault-silent': true,
  aborted: true,
  'stale-epoch': true,
  'key-locked': true,
  'over-budget': true,
  'price-unknown': true,
  'too-many-steps': true,
  'approval-void': true,
  'tool-unknown': true,
  'tool-input-wrong': true,
  'tool-failed': true,
  'path-wrong': true,
  'attachment-refused': true,
  interrupted: true,
  'storage-full': true,
  'storage-lost': true,
  'storage-blocked': true,
  'storage-newer': true,
  'storage-damaged': true,
  'not-found': true,
  'file-too-large': true,
  'file-not-json': true,
  'file-too-deep': true,
  'file-forbidden-key': true,
  'file-duplicate-key': true,
  'file-not-a-workspace': true,
  'file-wrong-shape': true,
  'file-newer': true,
  'file-damaged': true,
  'not-fetched-yet': true,
  unexpected: true,
};

test('every error says what happened and what to do, in whole sentences, with and without its parameters', () => {
  for (const code of Object.keys(codes) as ErrorCode[]) {
    const full: ErrorParameters = { host: 'api.example', seconds: 8, model: 'm', tool: 't', what: 'why', steps: 3 };
    for (const parameters of [{}, full]) {
      const { what, next } = explain(new AppError(code, { parameters }));
      expect(`${code}: ${what}`).toMatch(/: ([A-Z]|api\.example ).*[.)]$/s);
      expect(`${code}: ${next}`).toMatch(/: [A-Z].*\.$/s);
      expect(`${what} ${next}`).not.toMatch(/undefined|null|\[object|NaN/);
    }
  }
});

test('a refused file always says that nothing was changed', () => {
  const refusals = (Object.keys(codes) as ErrorCode[]).filter(code => code.startsWith('file-'));
  const silent = refusals.filter(code => !explain(new AppError(code)).next.includes('Nothing was changed'));
  expect(refusals.length).toBeGreaterThan(5);
  expect(silent).toEqual([]);
});

test('a raw exception never reaches the screen', () => {
  expect(explained(new TypeError('Failed to fetch'))).not.toContain('fetch');
  expect(explained('boom')).not.toContain('boom');
  expect(explained(undefined)).toMatch(/^Something unexpected/);
});

test('the origin of an error is named by its host', () => {
  expect(explain(new AppError('wrong-key', { parameters: { origin: 'https://api.openai.com' } })).what).toBe(
    'api.openai.com does not accept this key.',
  );
});

test('the test language is at least 40 % longer and shows its ends', () => {
  for (const text of ['Save', 'No connection yet', 'What should the team do?']) {
    const long = lengthen(text);
    expect(long.length).toBeGreaterThanOrEqual(text.length * 1.4);
    expect(long.startsWith('⟦') && long.endsWith('⟧')).toBe(true);
  }
  expect(lengthen('  ')).toBe('  ');
});

test('a change of language reaches texts, functions and groups of every module, and is undone', () => {
  const words = wording('test', { plain: 'Save', made: (count: number) => `${count} rows`, group: { inner: 'Open' } });
  expect(words().made(3)).toBe('3 rows');
  language.value = pseudo;
  expect(words().plain).toMatch(/^⟦.*⟧$/);
  expect(words().made(3)).toMatch(/^⟦3 .*⟧$/);
  expect(words().group.inner).toMatch(/^⟦.*⟧$/);
  expect(appWords().strips.later).toMatch(/^⟦.*⟧$/);
  language.value = english;
  expect(words().plain).toBe('Save');
});
