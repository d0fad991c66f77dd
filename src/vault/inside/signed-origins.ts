import { AppError } from '../../domain/error';
import { binding, type Bytes, type Header } from './header';

/** The origins beyond the known ones that keys may be used at, signed by the step-up. */
export interface SignedOrigins {
  origins: readonly string[];
  signature: Bytes;
}

const algorithm = { name: 'ECDSA', hash: 'SHA-256' };

/** Signs the list for this vault. */
export async function signOrigins(
  policy: CryptoKey,
  vaultId: string,
  origins: readonly string[],
): Promise<SignedOrigins> {
  const sorted = [...new Set(origins)].toSorted();
  const signature = new Uint8Array(await crypto.subtle.sign(algorithm, policy, signedText(vaultId, sorted)));
  return { origins: sorted, signature };
}

/** The list, if this vault's own key signed exactly it. Throws `vault-damaged`. */
export async function verifiedOrigins(header: Header, signed: SignedOrigins | undefined): Promise<readonly string[]> {
  if (!signed) return [];
  const { origins, signature } = signed;
  const pub = await crypto.subtle.importKey('raw', header.pub, { name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'verify',
  ]);
  if (await crypto.subtle.verify(algorithm, pub, signature, signedText(header.id, origins))) return origins;
  throw new AppError('vault-damaged', { parameters: { part: 'origins' } });
}

function signedText(vaultId: string, origins: readonly string[]): Bytes {
  return binding('origins', vaultId, JSON.stringify(origins));
}
