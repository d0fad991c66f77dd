import type { Bytes } from './header';

/** Shorter secrets would be found by chance in ordinary text. */
const shortestSecret = 8;
const mask = '*'.charCodeAt(0);

/** Masks the secret wherever an endpoint echoes it, byte for byte, also across chunk borders. */
export interface Redactor {
  /** The chunk, less a tail that may be the beginning of the secret, which comes with the next one. */
  push(chunk: Uint8Array): Bytes;
  /** What was held back. */
  end(): Bytes;
  text(value: string): string;
}

/** A redactor for one reply. */
export function redactor(secret: string): Redactor {
  const needle = new TextEncoder().encode(secret);
  let held: Bytes = new Uint8Array(0);
  if (secret.length < shortestSecret) {
    return { push: chunk => new Uint8Array(chunk), end: () => held, text: value => value };
  }
  return {
    push(chunk) {
      const bytes = new Uint8Array(held.length + chunk.length);
      bytes.set(held);
      bytes.set(chunk, held.length);
      maskAll(bytes, needle);
      const rest = beginningAtEnd(bytes, needle);
      held = bytes.slice(bytes.length - rest);
      return bytes.slice(0, bytes.length - rest);
    },
    end() {
      const rest = held;
      held = new Uint8Array(0);
      return rest;
    },
    text: value => value.replaceAll(secret, '*'.repeat(secret.length)),
  };
}

function maskAll(bytes: Bytes, needle: Bytes): void {
  const first = needle[0] ?? 0;
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (isAt(bytes, needle, at, needle.length)) bytes.fill(mask, at, at + needle.length);
  }
}

/** How many bytes at the end could be the beginning of the secret. */
function beginningAtEnd(bytes: Bytes, needle: Bytes): number {
  for (let length = Math.min(needle.length - 1, bytes.length); length > 0; length--) {
    if (isAt(bytes, needle, bytes.length - length, length)) return length;
  }
  return 0;
}

function isAt(bytes: Bytes, needle: Bytes, at: number, length: number): boolean {
  if (at + length > bytes.length) return false;
  for (let index = 0; index < length; index++) {
    if (bytes[at + index] !== needle[index]) return false;
  }
  return true;
}
