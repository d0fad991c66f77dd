import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { PayloadHash } from '../domain/row';
import { canonicalJson, parseOwnJson } from '../lib/canonical-json';
import type { Workspace } from './open';
import { readPayloadFile, writePayloadFile } from './payload-files';
import type { PayloadRow } from './rows';
import { open, seal } from './seal';

/** From this many bytes a payload is kept beside the database, whose log keeps no copy then (DATA: Forget and shred). */
const longFrom = 64 * 1024;

/** The keyed hash of a payload: a bare hash would confirm a guess. */
export function payloadHash(salt: Uint8Array, bytes: Uint8Array): PayloadHash {
  return bytesToHex(hmac(sha256, salt, bytes));
}

/**
 * A value as a payload row, ready to be added inside a transaction. A long one is in its file before there is a row: a row
 * never names a file that was not written.
 */
export async function preparePayload(ws: Workspace, value: unknown): Promise<PayloadRow> {
  const text = canonicalJson(value);
  const bytes = new TextEncoder().encode(text);
  const [id, size] = [payloadHash(ws.salt, bytes), bytes.length];
  const sealed = await seal(text);
  const place = size < longFrom ? undefined : await writePayloadFile(ws, id, sealed);
  return { id, size, body: place ?? packed(sealed, size) };
}

/** How a payload's text is kept in the database. */
export function packed(text: string, size: number): string | Blob {
  return size < longFrom ? text : new Blob([text]);
}

/** Adds payloads that are not there yet; to be called inside a transaction over `payload`. */
export async function addPayloads(ws: Workspace, payloads: readonly PayloadRow[]): Promise<void> {
  const known = await ws.db.payload.bulkGet(payloads.map(payload => payload.id));
  await ws.db.payload.bulkPut(payloads.filter((_, at) => known[at] === undefined));
}

/** The canonical JSON of a payload, or `undefined` where its file is missing or damaged. */
export async function payloadText({ body, size }: PayloadRow): Promise<string | undefined> {
  if (typeof body === 'string') return open(body);
  const text = body instanceof Blob ? await body.text() : await readPayloadFile(body, size);
  return text === undefined ? undefined : open(text);
}

/** What a payload holds, or `undefined` where it was forgotten or lost. */
export async function payloadValue<Value>(row: PayloadRow | undefined): Promise<Value | undefined> {
  const text = row && (await payloadText(row));
  return text === undefined ? undefined : parseOwnJson<Value>(text);
}
