import { iterationBounds, type Bytes, type Kdf } from './header';

/** The two keys that come from what the user holds; each is derived only when it is needed. */
export interface HolderKeys {
  /** Encrypts the data key. */
  wrapping(): Promise<CryptoKey>;
  /** Encrypts the signing key: the step-up. */
  policy(): Promise<CryptoKey>;
}

const defaultIterations = 1_000_000;
const sampleIterations = 100_000;
const targetMs = 500;

/** Fresh parameters with a random salt. */
export function newKdf(iterations: number): Kdf {
  return { algorithm: 'pbkdf2-sha256', iterations, salt: crypto.getRandomValues(new Uint8Array(32)) };
}

/**
 * How many iterations take about half a second on this device: never fewer than 1,000,000, never more than the format
 * allows.
 */
export async function calibrate(): Promise<number> {
  const start = performance.now();
  await stretch('calibrate', newKdf(sampleIterations));
  return iterationsFor(performance.now() - start);
}

/** The count for a device that needs `elapsed` ms for the sample. */
export function iterationsFor(elapsed: number): number {
  const wanted = Math.round((sampleIterations * targetMs) / Math.max(elapsed, 1));
  return Math.min(Math.max(wanted, defaultIterations), iterationBounds.most);
}

/** From a passphrase, which is normalised (NFKC) first: the same letters typed on another keyboard are the same. */
export async function keysFromPassphrase(passphrase: string, kdf: Kdf): Promise<HolderKeys> {
  const stretched = await stretch(passphrase.normalize('NFKC'), kdf);
  try {
    return await holderKeys(stretched, kdf.salt);
  } finally {
    stretched.fill(0);
  }
}

/** From 128 random bits or a passkey's secret, which need no stretching. */
export function keysFromSecret(secret: Bytes, vaultId: string): Promise<HolderKeys> {
  return holderKeys(secret, new TextEncoder().encode(vaultId));
}

async function stretch(passphrase: string, kdf: Kdf): Promise<Bytes> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const { salt, iterations } = kdf;
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, material, 256),
  );
}

async function holderKeys(secret: Bytes, salt: Bytes): Promise<HolderKeys> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const derive = (purpose: string) =>
    crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode(purpose) },
      material,
      { name: 'AES-GCM', length: 256 },
      false,
      ['wrapKey', 'unwrapKey'],
    );
  return { wrapping: () => derive('kek-wrap'), policy: () => derive('policy') };
}
