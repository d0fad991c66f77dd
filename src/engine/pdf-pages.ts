/** Objects that a document packed together: their streams are deflated (ISO 32000-1, 7.5.7). */
const packed = /<<[^<>]*(?:<<[^<>]*>>[^<>]*)*\/Type\s*\/ObjStm[^<>]*(?:<<[^<>]*>>[^<>]*)*>>\s*stream\r?\n/g;
const page = /\/Type\s*\/Page(?![A-Za-z])/g;
/** The nodes above pages, which say how many are below them (7.7.3.2). */
const node = /<<[^<>]*(?:<<[^<>]*>>[^<>]*)*\/Type\s*\/Pages(?![A-Za-z])[^<>]*(?:<<[^<>]*>>[^<>]*)*>>/g;
const told = /\/Count\s+(\d{1,6})(?!\s+\d+\s+R)/;

/** Whether bytes are a PDF document: its mark is near the beginning. */
export const isPdf = (bytes: Uint8Array): boolean => latin1(bytes.subarray(0, 1_024)).includes('%PDF-');

/**
 * How many pages a PDF document has at most: those that are seen, or as many as it says, where that is more. Nothing where
 * not all of it can be read, such as behind a password: the number bounds what a call costs.
 */
export async function countPages(bytes: Uint8Array): Promise<number | undefined> {
  const text = latin1(bytes);
  const parts = [text];
  for (const match of text.matchAll(packed)) {
    const part = await unpacked(bytes, text, match);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  const seen = parts.reduce((sum, part) => sum + (part.match(page)?.length ?? 0), 0);
  const says = parts.flatMap(part => part.match(node) ?? []).map(one => Number(told.exec(one)?.[1] ?? 0));
  return seen === 0 ? undefined : Math.max(seen, ...says);
}

const latin1 = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);

/** The objects of one stream; nothing where it is damaged or packed in another way. */
async function unpacked(bytes: Uint8Array, text: string, match: RegExpExecArray): Promise<string | undefined> {
  const begin = match.index + match[0].length;
  const length = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(match[0])?.[1];
  const end = length === undefined ? text.indexOf('endstream', begin) : begin + Number(length);
  const deflated = trimmed(bytes.subarray(begin, end), length === undefined);
  try {
    const stream = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate'));
    return latin1(new Uint8Array(await new Response(stream).arrayBuffer()));
  } catch {
    return undefined;
  }
}

/** Without the end of the line that stands before `endstream`. */
function trimmed(bytes: Uint8Array, hasLineEnd: boolean): Uint8Array<ArrayBuffer> {
  const cut = hasLineEnd ? (bytes.at(-2) === 0x0d ? 2 : 1) : 0;
  return new Uint8Array(bytes.subarray(0, bytes.length - cut));
}
