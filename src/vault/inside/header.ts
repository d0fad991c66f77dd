import { AppError } from '../../domain/error';

/** Bytes that WebCrypto and IndexedDB take. */
export type Bytes = Uint8Array<ArrayBuffer>;

const magic = 'retinue-vault';
const version = 1;

/** How a passphrase becomes key material. Named, so that another algorithm can come beside it. */
export interface Kdf {
  algorithm: 'pbkdf2-sha256';
  iterations: number;
  salt: Bytes;
}

/**
 * One way to open the vault: the data key and the signing key, each encrypted under what the user holds. `prf` (a
 * passkey) is in the format and not built yet.
 */
export interface Wrap {
  kind: 'passphrase' | 'recovery' | 'prf';
  iv: Bytes;
  /** The data key. */
  dek: Bytes;
  policyIv: Bytes;
  /** The private key that signs the list of origins. */
  policy: Bytes;
  meta: Readonly<Record<string, string>>;
}

/** What opens the vault; holds nothing that is secret without a passphrase or code. */
export interface Header {
  magic: string;
  version: number;
  id: string;
  kdf: Kdf;
  wraps: readonly Wrap[];
  /** The public half of the signing key: a raw P-256 point. */
  pub: Bytes;
  /** Grows by one with every rewrite. */
  generation: number;
}

/** Below this a header has been weakened; above it, it was made to hang the browser. */
export const iterationBounds = { least: 600_000, most: 10_000_000 };

/** The fields a new header starts from. */
export function newHeader(id: string, kdf: Kdf, pub: Bytes): Header {
  return { magic, version, id, kdf, wraps: [], pub, generation: 0 };
}

/** The same header with `wrap` in place of the one of its kind, one generation later. */
export function withWrap(header: Header, wrap: Wrap, kdf: Kdf = header.kdf): Header {
  const others = header.wraps.filter(({ kind }) => kind !== wrap.kind);
  return { ...header, kdf, wraps: [...others, wrap], generation: header.generation + 1 };
}

/** The wrap of that kind, or `undefined`. */
export function wrapOf(header: Header, kind: Wrap['kind']): Wrap | undefined {
  return header.wraps.find(wrap => wrap.kind === kind);
}

/** Takes a header out of storage, where anyone may have edited it. Throws `vault-damaged`. */
export function checkHeader(stored: Header): Header {
  const { kdf } = stored;
  const sound =
    stored.magic === magic &&
    stored.version === version &&
    kdf.algorithm === 'pbkdf2-sha256' &&
    Number.isInteger(kdf.iterations) &&
    kdf.iterations >= iterationBounds.least &&
    kdf.iterations <= iterationBounds.most &&
    kdf.salt.length === 32 &&
    stored.wraps.length > 0;
  if (!sound) throw new AppError('vault-damaged', { parameters: { part: 'header' } });
  return stored;
}

/**
 * What a wrap is bound to. The public key is in it, so that nobody can put their own beside the old wraps; the
 * passphrase's also holds the KDF parameters, so that editing them in storage fails the unwrap.
 */
export function wrapBinding(header: Pick<Header, 'id' | 'kdf' | 'pub'>, kind: Wrap['kind']): Bytes {
  const { algorithm, iterations, salt } = header.kdf;
  const kdf = kind === 'passphrase' ? [algorithm, iterations, hex(salt)] : [];
  return binding('wrap', header.id, kind, hex(header.pub), ...kdf);
}

/** What a sealed or signed record is bound to: format, version, kind and its own id. */
export function binding(...parts: (string | number)[]): Bytes {
  return new TextEncoder().encode([magic, version, ...parts].join('|'));
}

function hex(bytes: Bytes): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
