import { AppError } from '../../domain/error';
import type { Bytes } from './header';

// Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O or U, so that nothing is misread.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bits = 128;
const characters = Math.ceil(bits / 5);
const groupSize = 4;

/** 128 random bits. */
export function newRecoverySecret(): Bytes {
  return crypto.getRandomValues(new Uint8Array(bits / 8));
}

/** The secret as 26 characters in groups of four, e.g. `0J3K-7M2P-…-9X`. */
export function formatRecoveryCode(secret: Bytes): string {
  let value = secret.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let code = '';
  for (let place = 0; place < characters; place++) {
    code = (alphabet[Number(value & 31n)] ?? '') + code;
    value >>= 5n;
  }
  return (code.match(new RegExp(`.{1,${groupSize}}`, 'g')) ?? []).join('-');
}

/** Reads a code as people type it: any case, spaces and dashes, O for 0, I or L for 1. Throws `wrong-passphrase`. */
export function parseRecoveryCode(typed: string): Bytes {
  const code = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const digits = Array.from(code, character => alphabet.indexOf(character));
  let value = digits.reduce((sum, digit) => (sum << 5n) | BigInt(Math.max(digit, 0)), 0n);
  if (digits.length !== characters || digits.includes(-1) || value >> BigInt(bits))
    throw new AppError('wrong-passphrase');
  const secret = new Uint8Array(bits / 8);
  for (let index = secret.length - 1; index >= 0; index--) {
    secret[index] = Number(value & 255n);
    value >>= 8n;
  }
  return secret;
}
