import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatRecoveryCode, newRecoverySecret, parseRecoveryCode } from '../../src/vault/inside/recovery';
import { codeThrown } from './stage';

const secrets = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(bytes => new Uint8Array(bytes));

test('a code has 26 characters that cannot be misread', () => {
  expect(formatRecoveryCode(newRecoverySecret())).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}$/);
  expect(formatRecoveryCode(new Uint8Array(16))).toBe('0000-0000-0000-0000-0000-0000-00');
  expect(formatRecoveryCode(new Uint8Array(16).fill(255))).toBe('7ZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZ');
});

test('every secret survives being written down', () => {
  fc.assert(
    fc.property(secrets, secret => {
      expect(parseRecoveryCode(formatRecoveryCode(secret))).toEqual(secret);
    }),
  );
});

test('a code may be typed carelessly', () => {
  fc.assert(
    fc.property(secrets, secret => {
      const typed = formatRecoveryCode(secret)
        .toLowerCase()
        .replaceAll('-', ' ')
        .replaceAll('0', 'o')
        .replaceAll('1', 'l');
      expect(parseRecoveryCode(typed)).toEqual(secret);
    }),
  );
});

test.each(['', '0000', '8000-0000-0000-0000-0000-0000-00', '0000-0000-0000-0000-0000-0000-0U', '0'.repeat(27)])(
  'what is no code opens nothing: %s',
  typed => expect(codeThrown(() => parseRecoveryCode(typed))).toBe('wrong-passphrase'),
);
