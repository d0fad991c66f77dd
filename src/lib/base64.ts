/** Bytes turned into characters at once: an argument each. */
const pieceSize = 0x8000;

/** Bytes as base64 (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += pieceSize)
    text += String.fromCharCode(...bytes.subarray(at, at + pieceSize));
  return btoa(text);
}

/** The bytes of a base64 text; nothing where it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), character => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
