/** Objects that a document packed together: their streams are deflated (ISO 32000-1, 7.5.7). */
const packed = /<<[^<>]*(?:<<[^<>]*>>[^<>]*)*\/Type\s*\/ObjStm[^<>]*(?:<<[^<>]*>>[^<>]*)*>>\s*stream\r?\n/g;
const page = /\/Type\s*\/Page(?![A-Za-z])/g;

/** Whether bytes are a PDF document: its mark is near the beginning. */
export const isPdf = (bytes: Uint8Array): boolean => latin1(bytes.subarray(0, 1_024)).includes('%PDF-');

/** How many pages a PDF document has; nothing where that cannot be seen, such as behind a password. */
export async function countPages(bytes: Uint8Array): Promise<number | undefined> {
  const text = latin1(bytes);
  let pages = pagesIn(text);
  for (const match of text.matchAll(packed)) pages += pagesIn(await unpacked(bytes, text, match));
  return pages === 0 ? undefined : pages;
}

const pagesIn = (text: string) => text.match(page)?.length ?? 0;

const latin1 = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);

/** The objects of one stream; empty where it is damaged or packed in another way. */
async function unpacked(bytes: Uint8Array, text: string, match: RegExpExecArray): Promise<string> {
  const begin = match.index + match[0].length;
  const told = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(match[0])?.[1];
  const end = told === undefined ? text.indexOf('endstream', begin) : begin + Number(told);
  const deflated = trimmed(bytes.subarray(begin, end), told === undefined);
  try {
    const stream = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate'));
    return latin1(new Uint8Array(await new Response(stream).arrayBuffer()));
  } catch {
    return '';
  }
}

/** Without the end of the line that stands before `endstream`. */
function trimmed(bytes: Uint8Array, hasLineEnd: boolean): Uint8Array<ArrayBuffer> {
  const cut = hasLineEnd ? (bytes.at(-2) === 0x0d ? 2 : 1) : 0;
  return new Uint8Array(bytes.subarray(0, bytes.length - cut));
}
