import { decodeEntities } from './entities';

const allowed: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/**
 * Where a link of a message leads, absolute, or `undefined` where it must stay text: another scheme, a relative
 * address (a message has no place of its own), or nonsense.
 */
export function safeAddress(written: string): string | undefined {
  const url = parsed(decodeEntities(written));
  return url && allowed.has(url.protocol) ? url.href : undefined;
}

/** The page that says where one is going and leaves no referrer; the address travels in the fragment only. */
export function outwardHref(address: string): string {
  return `out.html#${address}`;
}

/** What to show of an address in little space: its host, or the mail address. */
export function hostOf(address: string): string {
  const url = parsed(address);
  if (!url) return '';
  return url.protocol === 'mailto:' ? url.pathname : url.host;
}

function parsed(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}
