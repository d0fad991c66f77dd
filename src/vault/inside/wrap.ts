import { AppError } from '../../domain/error';
import { wrapBinding, type Bytes, type Header, type Wrap } from './header';
import type { HolderKeys } from './kdf';

/** What every wrap holds: the data key, and the private key that signs the list of origins. */
export interface RootKeys {
  dek: CryptoKey;
  policy: CryptoKey;
}

const signing = { name: 'ECDSA', namedCurve: 'P-256' };

/** Fresh root keys, extractable only so that they can be wrapped; and the public key as raw bytes. */
export async function newRootKeys(): Promise<RootKeys & { pub: Bytes }> {
  const dek = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
  const pair = await crypto.subtle.generateKey(signing, true, ['sign', 'verify']);
  const pub = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return { dek, policy: pair.privateKey, pub };
}

/** Encrypts extractable root keys under what the user holds. */
export async function wrapRootKeys(
  root: RootKeys,
  holder: HolderKeys,
  header: Pick<Header, 'id' | 'kdf' | 'pub'>,
  kind: Wrap['kind'],
): Promise<Wrap> {
  const additionalData = wrapBinding(header, kind);
  const seal = async (format: 'raw' | 'pkcs8', key: CryptoKey, under: CryptoKey) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.wrapKey(format, key, under, { name: 'AES-GCM', iv, additionalData });
    return { iv, sealed: new Uint8Array(sealed) };
  };
  const dek = await seal('raw', root.dek, await holder.wrapping());
  const policy = await seal('pkcs8', root.policy, await holder.policy());
  return { kind, iv: dek.iv, dek: dek.sealed, policyIv: policy.iv, policy: policy.sealed, meta: {} };
}

/** The data key for use: it cannot be exported. Throws `wrong-passphrase`, also when header or wrap were edited. */
export function openDek(wrap: Wrap, holder: HolderKeys, header: Header): Promise<CryptoKey> {
  return unwrapDek(wrap, holder, header, false);
}

/** The signing key, for one signature. Throws `wrong-passphrase`. */
export function openPolicy(wrap: Wrap, holder: HolderKeys, header: Header): Promise<CryptoKey> {
  return unwrapPolicy(wrap, holder, header, false);
}

/** Both, extractable, to be wrapped anew and forgotten. Throws `wrong-passphrase`. */
export async function openRootKeys(wrap: Wrap, holder: HolderKeys, header: Header): Promise<RootKeys> {
  return {
    dek: await unwrapDek(wrap, holder, header, true),
    policy: await unwrapPolicy(wrap, holder, header, true),
  };
}

async function unwrapDek(wrap: Wrap, holder: HolderKeys, header: Header, extractable: boolean): Promise<CryptoKey> {
  const algorithm = { name: 'AES-GCM', iv: wrap.iv, additionalData: wrapBinding(header, wrap.kind) };
  const key = await holder.wrapping();
  return opened(
    crypto.subtle.unwrapKey('raw', wrap.dek, key, algorithm, 'AES-GCM', extractable, ['encrypt', 'decrypt']),
  );
}

async function unwrapPolicy(wrap: Wrap, holder: HolderKeys, header: Header, extractable: boolean): Promise<CryptoKey> {
  const algorithm = { name: 'AES-GCM', iv: wrap.policyIv, additionalData: wrapBinding(header, wrap.kind) };
  const key = await holder.policy();
  return opened(crypto.subtle.unwrapKey('pkcs8', wrap.policy, key, algorithm, signing, extractable, ['sign']));
}

/** A failed authentication tag cannot tell a wrong passphrase from an edited header, so neither do we. */
async function opened(key: Promise<CryptoKey>): Promise<CryptoKey> {
  try {
    return await key;
  } catch (cause) {
    throw new AppError('wrong-passphrase', { cause });
  }
}
