import { AppError } from '../../domain/error';
import { decimalDollars } from '../../domain/money';
import type { KeyInfo, NewKey, SignInOptions } from '../../domain/ports';
import { providerDefaults } from '../../domain/provider-defaults';

/** Where OpenRouter asks its user, and where it gives the key (https://openrouter.ai/docs/oauth, 2026-11). */
const askAt = 'https://openrouter.ai/auth';
export const redeemAt = 'https://openrouter.ai/api/v1/auth/keys';

/** What `callback.html` says when a provider has sent the user back to it. */
interface Return {
  state: string;
  code: string;
}

/** What it hears: that a vault has taken this sign-in up. */
interface Taken {
  taken: string;
}

/** How the page that the user comes back to is reached. */
export interface ReturnPath {
  /** Absolute address of `callback.html`. */
  callback: string;
  channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'removeEventListener'>;
}

/** What a sign-in is given. */
interface SignInPorts extends ReturnPath {
  /** Sends what turns a code into a key to `redeemAt`. */
  redeem: (body: string, abort: AbortSignal) => Promise<{ status: number; body: string }>;
  keep: (key: NewKey) => Promise<KeyInfo>;
}

/**
 * Signs in by PKCE (RFC 7636): yields the address for the user to go to, returns the key. The verifier is nowhere but
 * here. The state is a part of our own address, since OpenRouter has no parameter for one: who comes back without it is
 * not taken, as a code of someone else's account could be slipped in.
 */
export async function* signIn(
  { limit }: SignInOptions,
  { callback, channel, redeem, keep }: SignInPorts,
  abort: AbortSignal,
): AsyncGenerator<string, KeyInfo, undefined> {
  const verifier = randomText();
  const state = randomText();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    callback_url: `${callback}?state=${state}`,
    code_challenge: base64Url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  });
  if (limit) {
    // Documented for the call that makes codes, not for this address: whether the key has it is looked up afterwards.
    query.set('limit', decimalDollars(limit.amount));
    if (limit.every) query.set('usage_limit_type', limit.every);
  }
  const code = codeFor(state, channel, abort);
  yield `${askAt}?${query}`;
  const redemption = { code: await code, code_verifier: verifier, code_challenge_method: 'S256' };
  const reply = await redeem(JSON.stringify(redemption), abort);
  return keep(keyFrom(reply.status, reply.body));
}

/** The key in OpenRouter's answer. Throws `sign-in-refused`, `reply-unreadable`. */
function keyFrom(status: number, body: string): NewKey {
  // A code that is used up, too old or someone else's.
  if (status >= 400 && status < 500) throw new AppError('sign-in-refused', { parameters: { status } });
  const secret = secretIn(body);
  const known = providerDefaults.openrouter;
  if (status !== 200 || !secret) throw new AppError('reply-unreadable', { parameters: { status } });
  const { origin, pathname } = new URL(known.baseUrl);
  return { origin, header: known.header, prefix: known.prefix, secret, paths: [`${pathname}/`] };
}

function secretIn(body: string): string | undefined {
  try {
    const { key }: { key?: unknown } = JSON.parse(body);
    return typeof key === 'string' ? key : undefined;
  } catch {
    return undefined;
  }
}

function codeFor(state: string, channel: ReturnPath['channel'], abort: AbortSignal): Promise<string> {
  const code = new Promise<string>((resolve, reject) => {
    const hear = ({ data }: MessageEvent<Partial<Return>>) => {
      if (data.state !== state || !data.code) return;
      const taken: Taken = { taken: state };
      channel.postMessage(taken);
      leave();
      resolve(data.code);
    };
    const stop = () => {
      leave();
      reject(new AppError('aborted'));
    };
    const leave = () => {
      channel.removeEventListener('message', hear);
      abort.removeEventListener('abort', stop);
    };
    channel.addEventListener('message', hear);
    abort.addEventListener('abort', stop);
  });
  // Who begins may leave before it is waited for: the caller's abort has told it then.
  code.catch(() => {});
  return code;
}

/** 256 random bits. */
function randomText(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
