import { createHash } from 'node:crypto';

/**
 * Signed and encrypted reasoning. A seal is bound to host, model and text, so a block that was made elsewhere, or was
 * edited on the way, is refused when it comes back.
 */
export function seal(host: string, model: string, text: string): string {
  const hash = createHash('sha256').update(`${host}\n${model}\n${text}`).digest('base64');
  return Buffer.from(`${host}\n${model}\n${hash}`).toString('base64');
}

/** Whether a sealed text was made by this host. */
export function isSealed(host: string, text: string, value: string): boolean {
  const [maker, model] = Buffer.from(value, 'base64').toString('utf8').split('\n');
  return maker === host && model !== undefined && value === seal(host, model, text);
}

/** An encrypted text: only this host can say whether it made it. */
export function encrypt(host: string, text: string): string {
  return Buffer.from(`${host}\n${text}`).toString('base64');
}

export function isEncrypted(host: string, value: string): boolean {
  return Buffer.from(value, 'base64').toString('utf8').startsWith(`${host}\n`);
}
