import { AppError } from '../../domain/error';

/** The public list the keyless GET is allowed to, and nothing else: prices and models, asked for by the user. */
export const priceListUrl = 'https://openrouter.ai/api/v1/models';

const providerOrigins = new Set([
  'https://api.anthropic.com',
  'https://api.openai.com',
  'https://openrouter.ai',
  'https://api.groq.com',
  'https://api.mistral.ai',
  'https://api.deepseek.com',
  'https://api.x.ai',
  'https://generativelanguage.googleapis.com',
]);
const localOrigin = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/;
const longestUrl = 8_192;
/** Whitespace, controls, backslash and anything beyond ASCII: each is read differently by some parser. */
const confusing = /[^\x21-\x7e]|[\\^`{|}<>"]/;
/** Encoded dots, slashes, backslashes, percent signs and controls, overlong or broken: some server decodes them later. */
const encodedStructure = /%(2e|2f|5c|25|[01][0-9a-f]|7f|c[01]|(?![0-9a-f]{2}))/i;

/** Large providers, all of which let pages read their answers (WIRE 2.1). */
export function isProviderOrigin(origin: string): boolean {
  return providerOrigins.has(origin);
}

/** Whether keys may be kept for this origin without the step-up: large providers, and the user's own machine. */
export function isKnownOrigin(origin: string): boolean {
  return isProviderOrigin(origin) || localOrigin.test(origin);
}

/** An origin a key can be bound to: https, or http on this machine. Throws `origin-not-allowed` {origin}. */
export function checkOrigin(origin: string): string {
  const parsed = confusing.test(origin) ? undefined : parse(origin);
  const secure = parsed?.protocol === 'https:' || localOrigin.test(origin);
  if (parsed?.origin !== origin || !secure) refuseOrigin(origin);
  return origin;
}

/** Path prefixes a key can be bound to. Throws `address-refused`. */
export function checkPaths(paths: readonly string[]): readonly string[] {
  const sound = paths.every(path => path.startsWith('/') && isPlainPath(path) && !/[?#]/.test(path));
  if (paths.length === 0 || !sound) throw new AppError('address-refused');
  return paths;
}

/**
 * The address of a request, if it is written in its one canonical form and lies at `origin` under one of `paths`.
 * Anything a second parser could read differently is refused rather than repaired.
 * Throws `address-refused` or `origin-not-allowed` {origin}.
 */
export function checkAddress(url: string, origin: string, paths: readonly string[]): URL {
  const parsed = url.length > longestUrl || confusing.test(url) ? undefined : parse(url);
  if (!parsed || parsed.href !== url || parsed.username || parsed.password || url.includes('#')) {
    throw new AppError('address-refused');
  }
  if (parsed.origin !== origin || !url.startsWith(`${origin}/`)) refuseOrigin(parsed.origin);
  const { pathname } = parsed;
  if (!isPlainPath(pathname) || !paths.some(path => liesUnder(pathname, path))) throw new AppError('address-refused');
  return parsed;
}

function parse(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

function isPlainPath(path: string): boolean {
  return !path.includes('//') && !/(^|\/)\.{1,2}(\/|$)/.test(path) && !encodedStructure.test(path);
}

function liesUnder(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);
}

function refuseOrigin(origin: string): never {
  throw new AppError('origin-not-allowed', { parameters: { origin: origin.slice(0, 200) } });
}
