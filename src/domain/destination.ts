import { normalisePath } from './path';

/** What receivers read differently (white space, control characters, backslashes) is never taken for a destination. */
const misread = /[\s\\\p{Cc}]/u;
/** Scheme and authority written out, the latter without user names and percent signs, which hide the true host. */
const plainUrl = /^https?:\/\/[^/?#@%]+(?:[/?#]|$)/i;
const thisMachine = /^(?:localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * The host a URL leads to, with its port where that is not the scheme's own: lower case, punycode, without the dot that
 * may end it. Nothing for what is not plainly an https URL (http: on this machine only).
 */
export function hostOf(url: string): string | undefined {
  if (misread.test(url) || !plainUrl.test(url) || !URL.canParse(url)) return undefined;
  const { protocol, hostname, port } = new URL(url);
  if (protocol === 'http:' && !thisMachine.test(hostname)) return undefined;
  const name = hostname.replace(/\.$/, '');
  return name === '' ? undefined : `${name}${port === '' ? '' : `:${port}`}`;
}

/** A host as a person writes it (`Example.com`, `bücher.example:8443`) in the form of `hostOf`; nothing for anything more. */
export function hostNamed(host: string): string | undefined {
  return /[/?#]/.test(host) ? undefined : hostOf(`https://${host}`);
}

/** The segments of a normalised file path, e.g. `notes/a.md`; nothing where it is not in its one form. */
export function pathSegments(path: string): string[] | undefined {
  const check = normalisePath(path);
  return 'path' in check && check.path === path ? path.split('/') : undefined;
}

/** One e-mail address, its ASCII letters in lower case; nothing for a list, a display name or anything else. */
export function mailAddress(text: string): string | undefined {
  // Only A–Z: the lower case of the Kelvin sign is an ordinary k, which would make two addresses one.
  return /^[^\s@,;:<>()"[\]\\]+@[^\s@,;:<>()"[\]\\]+$/.test(text)
    ? text.replace(/[A-Z]/g, letter => letter.toLowerCase())
    : undefined;
}
