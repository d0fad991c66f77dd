import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { PayloadHash } from '../domain/row';
import { canonicalJson, parseOwnJson } from '../lib/canonical-json';
import type { Workspace } from './open';
import type { PayloadRow } from './rows';
import { open, seal } from './seal';
import { add } from './write';

/** From this many bytes a payload is a Blob: it leaves no copy in the database's log (DATA: Forget and shred). */
const blobFrom = 64 * 1024;

/** The keyed hash of a payload: a bare hash would confirm a guess. */
export function payloadHash(salt: Uint8Array, bytes: Uint8Array): PayloadHash {
  return bytesToHex(hmac(sha256, salt, bytes));
}

/** A value as a payload row, ready to be added inside a transaction. */
export async function preparePayload(ws: Workspace, value: unknown): Promise<PayloadRow> {
  const text = canonicalJson(value);
  const bytes = new TextEncoder().encode(text);
  return { id: payloadHash(ws.salt, bytes), size: bytes.length, body: await seal(packed(text, bytes.length)) };
}

/** How a payload's text is kept. */
export function packed(text: string, size: number): string | Blob {
  return size < blobFrom ? text : new Blob([text]);
}

/** Adds payloads that are not there yet; to be called inside a transaction over `payload`. */
export async function addPayloads(ws: Workspace, payloads: readonly PayloadRow[]): Promise<void> {
  for (const payload of payloads) await add(ws, 'payload', payload);
}

/** The canonical JSON of a payload. */
export async function payloadText(row: PayloadRow): Promise<string> {
  const body = await open(row.body);
  return typeof body === 'string' ? body : body.text();
}

/** What a payload holds, or `undefined` where it was forgotten. */
export async function payloadValue<Value>(row: PayloadRow | undefined): Promise<Value | undefined> {
  return row && parseOwnJson<Value>(await payloadText(row));
}
