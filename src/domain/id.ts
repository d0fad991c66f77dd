import { sha256 } from '@noble/hashes/sha2.js';

declare const kind: unique symbol;

/** A UUID that names one thing of one kind. Version 7 sorts by creation; version 8 is derived from a natural key. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind };

/** Milliseconds since 1970, UTC. */
export type Instant = number;

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

/** One installation of a workspace on one device: eight hex digits. */
export type ReplicaId = string;

/** `size` random bytes; tests hand in a seeded source. */
export type RandomBytes = (size: number) => Uint8Array;

/** A UUIDv7 (RFC 9562 section 5.7): 48 bits of `now` in milliseconds, then 74 random bits. */
export function newId<Kind extends string>(now: Instant, random: RandomBytes): Id<Kind> {
  const bytes = random(16);
  let rest = Math.trunc(now);
  for (let index = 5; index >= 0; index--) {
    bytes[index] = rest % 256;
    rest = Math.trunc(rest / 256);
  }
  return formatUuid(bytes, 7);
}

/**
 * A UUIDv8 (RFC 9562 section 5.8) for what two devices could make independently: the first 16 bytes of
 * SHA-256(namespace | natural key). The same key gives the same id everywhere.
 */
export function derivedId<Kind extends string>(namespace: string, naturalKey: string): Id<Kind> {
  return formatUuid(sha256(new TextEncoder().encode(`${namespace}|${naturalKey}`)).slice(0, 16), 8);
}

function formatUuid<Kind extends string>(bytes: Uint8Array, version: 7 | 8): Id<Kind> {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return uuid as Id<Kind>;
}
