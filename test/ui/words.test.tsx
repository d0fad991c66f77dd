import { afterEach, expect, test } from 'vitest';
import { AppError, errorValue, type ErrorCode, type ErrorParameters } from '../../src/domain/error';
import type { KeyCaps } from '../../src/domain/ports';
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
  'saved-too-large': true,
  'file-too-large': true,
  'file-not-json': true,
  'file-rescued': true,
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

test('a file that is too large is told what a file may have', () => {
  const most = (bytes: number) => explain(new AppError('file-too-large', { parameters: { most: bytes } })).next;
  expect(most(1_000_000_000)).toContain('Files up to 1 GB can');
  expect(most(2_500_000)).toContain('Files up to 2.5 MB can');
});

test('a raw exception never reaches the screen', () => {
  expect(explained(new TypeError('Failed to fetch'))).not.toContain('fetch');
  expect(explained('boom')).not.toContain('boom');
  expect(explained(undefined)).toMatch(/^Something unexpected/);
  const thrown = [new TypeError('x is undefined'), new RangeError('out'), new DOMException('gone', 'DataCloneError')];
  const all = (Object.keys(codes) as ErrorCode[]).map(code => new AppError(code));
  for (const error of [...thrown, ...all, errorValue(thrown[0])]) expect(explained(error)).not.toMatch(/Error/);
});

test('a code that this version does not know, from a file of a later one, is told as unexpected', () => {
  const value = { code: 'of-a-later-version' as ErrorCode, retryable: false, parameters: {} };
  expect(explain(value).what).toBe('Something unexpected happened.');
});

const told = (code: ErrorCode, parameters: ErrorParameters) => explained(new AppError(code, { parameters }));

test('how long a provider asks to wait is told, rounded up', () => {
  const wait = (code: ErrorCode, retryAfterMs: number) => told(code, { host: 'api.example', retryAfterMs });
  expect(wait('rate-limited', 19_200)).toContain('Try again in 20 seconds');
  expect(wait('rate-limited', 1_000)).toContain('in 1 second,');
  expect(wait('overloaded', 179_560)).toContain('in 3 minutes');
  expect(wait('rate-limited', 5 * 3_600_000)).toContain('in 5 hours');
  expect(told('rate-limited', {})).toContain('Try again in a minute');
  expect(told('wait-before-retry', { seconds: 8 })).toContain('Wait 8 seconds');
});

test('what a provider says of a refusal is told once, and a page it sent instead is not', () => {
  expect(told('request-refused', { message: 'No such field.' })).toContain(
    'refused the request: No such field. Change',
  );
  expect(told('request-refused', { message: '<html><body>Bad Request' })).toContain('refused the request. Change');
  expect(told('provider-failed', { attempts: 4 })).toContain('did not answer in 4 attempts');
});

test('a key that no header can carry was sent nowhere: it is not the provider that refuses it', () => {
  expect(told('wrong-key', { what: 'characters' })).toMatch(/^This is no key: .* Copy it again/);
});

test('what is gone is named, with what can be had in its place', () => {
  expect(told('not-found', { what: 'connection' })).toMatch(
    /^The connection is no longer there\. Choose another model/,
  );
  expect(told('not-found', { what: 'model' })).toMatch(/^No model is chosen\. Choose one/);
  expect(told('not-found', { what: 'message' })).toMatch(/^The message is no longer there\. .* another tab/);
  expect(told('not-found', { what: 'link' })).toMatch(/^It is no longer there/);
});

test('a file of the wrong shape says where', () => {
  expect(told('file-wrong-shape', { table: 'cost', where: 'amount' })).toContain(
    'shaped like a workspace: cost, amount.',
  );
  expect(told('file-wrong-shape', { table: 'notes', where: '' })).toContain('shaped like a workspace: notes.');
  expect(told('file-wrong-shape', { at: 12 })).toContain('shaped like a workspace. Nothing');
});

test('what the user entered for a tool is for the user to mend', () => {
  const words = told('tool-input-wrong', { what: 'path must be a string' });
  expect(words).toMatch(/cannot use this input: path must be a string\. Nothing was done\. Change/);
  expect(told('tool-unknown', { tool: 'write_file' })).toMatch(/no tool “write_file”.*Nothing was done/);
});

test('where an answer broke off it is said that what arrived is kept, and paid', () => {
  for (const code of ['stream-cut', 'limit-ignored', 'reply-gone', 'interrupted'] as const)
    expect(told(code, {})).toContain('What arrived is kept and priced');
});

test('the least length of a passphrase is the one that was asked for', () => {
  expect(told('passphrase-too-short', { least: 12 })).toContain('at least 12 characters');
});

test('which limit of a key was reached is told, with what helps against that one', () => {
  const reached = (cap: keyof KeyCaps, more: ErrorParameters) => told('cap-reached', { cap, ...more });
  const call = reached('perCall', { ceiling: 6_200_000_000, limit: 5_000_000_000 });
  expect(call).toMatch(/could cost up to \$6\.20.*\$5\.00.*cheaper model.*raise the limit/);
  expect(call).not.toContain('ait');
  expect(reached('callsPerMinute', { limit: 120 })).toMatch(/120 calls a minute.*Wait a minute, or raise/);
  expect(reached('bytesPerDay', { limit: 500_000_000 })).toMatch(/500 MB a day.*midnight UTC, or raise/);
  expect(reached('perCall', {})).toMatch(/no number that can be counted with/);
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
