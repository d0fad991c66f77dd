import { AppError } from '../../domain/error';
import type { Instant } from '../../domain/id';
import type { KeyCaps, KeyId, KeyInfo } from '../../domain/ports';
import { binding, type Bytes } from './header';

/** A key in the clear: exists in this worker's memory only, and only while it is used. */
export interface KeyContent {
  origin: string;
  header: string;
  prefix: string;
  /** Empty: a keyless local server. */
  secret: string;
  paths: readonly string[];
  caps: KeyCaps;
  addedAt: Instant;
}

/** A key as it lies in the database. */
export interface KeyRecord {
  id: KeyId;
  iv: Bytes;
  sealed: Bytes;
}

/** Encrypts a key, bound to its own id: put under another id, it does not open. */
export async function sealKey(dek: CryptoKey, id: KeyId, content: KeyContent): Promise<KeyRecord> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(content));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: binding('key', id) }, dek, plain);
  return { id, iv, sealed: new Uint8Array(sealed) };
}

/** Decrypts a key. Throws `vault-damaged` when the record was edited or moved. */
export async function openKey(dek: CryptoKey, { id, iv, sealed }: KeyRecord): Promise<KeyContent> {
  try {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: binding('key', id) }, dek, sealed);
    return JSON.parse(new TextDecoder().decode(plain)) as KeyContent;
  } catch (cause) {
    throw new AppError('vault-damaged', { parameters: { part: 'key' }, cause });
  }
}

/** The last four characters are shown, and nothing of a secret so short that four would say much. */
export function keyInfo(id: KeyId, { origin, paths, caps, secret, addedAt }: KeyContent): KeyInfo {
  return { id, origin, paths, caps, addedAt, tail: secret.length < 16 ? '' : secret.slice(-4) };
}
