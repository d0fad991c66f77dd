import type { Dialect } from './hosts';
import type { AnyBody } from './wires';

/** Pictures and documents in a request, on any wire, as a provider takes them apart: by their bytes, not by what is said of them. */

interface SentFile {
  type: string;
  bytes: Buffer;
}

/** Tokens of a document, whatever is in it. */
const ofDocument = 2_000;

interface Block {
  type?: string;
  source?: { type?: string; media_type?: string; data?: string };
  image_url?: string | { url: string };
  file_data?: string;
  file?: { file_data?: string };
  inlineData?: { mimeType: string; data: string };
}

export function filesIn(dialect: Dialect, body: AnyBody): SentFile[] {
  return blocksOf(dialect, body).flatMap(block => fileOf(block) ?? []);
}

function blocksOf(dialect: Dialect, body: AnyBody): Block[] {
  const all = (lists: readonly unknown[]) => lists.flatMap(list => (Array.isArray(list) ? (list as Block[]) : []));
  switch (dialect) {
    case 'anthropic-messages':
    case 'openai-chat':
      return all(body.messages.map(({ content }) => content));
    case 'openai-responses':
      return typeof body.input === 'string' ? [] : all(body.input.map(({ content }) => content));
    case 'gemini':
      return all(body.contents.map(({ parts }) => parts));
  }
}

function fileOf({ source, image_url, file_data, file, inlineData }: Block): SentFile | undefined {
  if (source) return { type: source.media_type ?? '', bytes: Buffer.from(source.data ?? '', 'base64') };
  if (inlineData) return { type: inlineData.mimeType, bytes: Buffer.from(inlineData.data, 'base64') };
  const url = (typeof image_url === 'string' ? image_url : image_url?.url) ?? file_data ?? file?.file_data;
  if (url === undefined) return undefined;
  const [, type = '', data = ''] = /^data:([^;,]+);base64,(.*)$/.exec(url) ?? [];
  return { type, bytes: Buffer.from(data, 'base64') };
}

/** What a provider says to a file that is not what it is said to be. */
export function wrongFile(files: readonly SentFile[]): string | undefined {
  const wrong = files.find(file => kindOf(file.bytes) !== file.type || (isPicture(file) && !sizeOf(file.bytes)));
  return wrong && `Could not process file: it is ${kindOf(wrong.bytes)}, not ${wrong.type}`;
}

const isPicture = ({ type }: SentFile) => type.startsWith('image/');

function kindOf(bytes: Buffer): string {
  if (bytes.subarray(1, 4).toString('latin1') === 'PNG') return 'image/png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg';
  return bytes.subarray(0, 5).toString('latin1') === '%PDF-' ? 'application/pdf' : 'nothing known';
}

/** Pixels, from the header of a PNG or of a JPEG's first frame. */
function sizeOf(bytes: Buffer): { width: number; height: number } | undefined {
  if (kindOf(bytes) === 'image/png') return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
  }
  return undefined;
}

/** A token for each square of 28 pixels. */
export function tokensOfFiles(files: readonly SentFile[]): number {
  return files.reduce((sum, file) => {
    const { width = 0, height = 0 } = sizeOf(file.bytes) ?? {};
    return sum + (isPicture(file) ? Math.ceil(width / 28) * Math.ceil(height / 28) : ofDocument);
  }, 0);
}
