import { AppError } from '../../domain/error';

const token = /^[a-z0-9!#$%&'*+.^_`|~-]+$/;
const printable = /^[\x20-\x7e]*$/;
/** What carries an identity, decides where a request goes, or turns one method into another. */
const reserved = new Set([
  'authorization',
  'proxy-authorization',
  'x-api-key',
  'api-key',
  'x-goog-api-key',
  'x-auth-token',
  'cookie',
  'host',
  'origin',
  'referer',
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
]);

/**
 * The headers to send: what the caller asked for, then the key's own. Throws `header-refused` {header} for a name that
 * only the vault may set, a name said twice, or a value that is not plain text.
 */
export function requestHeaders(
  wanted: Readonly<Record<string, string>>,
  key: { header: string; prefix: string; secret: string } | undefined,
): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(wanted)) {
    const lower = name.toLowerCase();
    const own = reserved.has(lower) || lower === key?.header.toLowerCase();
    if (own || headers.has(lower) || !token.test(lower) || !printable.test(value)) refuse(name);
    headers.set(lower, value);
  }
  if (key?.secret) headers.set(key.header, key.prefix + key.secret);
  return headers;
}

/** Checks the header a key is to be sent in. Throws `header-refused`, or `wrong-key` {what} for a secret no header can carry. */
export function checkKeyHeader(key: { header: string; prefix: string; secret: string }): void {
  if (!token.test(key.header.toLowerCase()) || !printable.test(key.prefix)) refuse(key.header);
  if (!/^[\x21-\x7e]{0,4096}$/.test(key.secret))
    throw new AppError('wrong-key', { parameters: { what: 'characters' } });
}

function refuse(header: string): never {
  throw new AppError('header-refused', { parameters: { header: header.slice(0, 100) } });
}
