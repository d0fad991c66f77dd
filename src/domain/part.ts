import type { Wire } from './connection';
import type { FileType } from './media-type';
import type { PayloadHash } from './row';

/** One typed piece of a message. */
export type Part = TextPart | FilePart | ReasoningPart | ToolCallPart | ToolResultPart | ProviderPart;

export interface TextPart {
  kind: 'text';
  text: string;
}

/** A picture or a document that came with a message. Its bytes are a payload of their own: one text of base64, as wires send it. */
export interface FilePart {
  kind: 'file';
  payload: PayloadHash;
  type: FileType;
  name: string;
  /** Bytes of the file itself. */
  size: number;
  /** Pixels of a picture. */
  width?: number;
  height?: number;
  /** Of a document, where they could be counted. */
  pages?: number;
}

/**
 * What the model thought before it answered. `replay` holds the provider's block verbatim (signature, encrypted
 * content), to be sent back to the same wire and model family only.
 */
export interface ReasoningPart {
  kind: 'reasoning';
  text: string;
  replay?: Replay;
}

/** The model asks for a tool. `input` is the parsed JSON, or the raw text under `unparsed` where it is no JSON. */
export interface ToolCallPart {
  kind: 'tool-call';
  call: string;
  name: string;
  input: unknown;
  unparsed?: string;
  replay?: Replay;
}

export interface ToolResultPart {
  kind: 'tool-result';
  call: string;
  name: string;
  output: string;
  isError?: boolean;
}

/** A block only its own provider understands (hosted tools, compaction): kept verbatim, replayed to the same wire only. */
interface ProviderPart {
  kind: 'provider';
  type: string;
  replay: Replay;
}

/** A provider's own block, verbatim. */
export interface Replay {
  wire: Wire;
  model: string;
  /** Host of the base URL it came from: another server could not verify it. */
  host?: string;
  block: unknown;
}

/** UTF-16 units of all texts, reasoning included. */
export function textLength(parts: readonly Part[]): number {
  return textsOf(parts).reduce((sum, text) => sum + text.length, 0);
}

/** UTF-8 bytes of all texts, reasoning included: no fewer than their tokens. */
export function textBytes(parts: readonly Part[]): number {
  const encoder = new TextEncoder();
  return textsOf(parts).reduce((sum, text) => sum + encoder.encode(text).length, 0);
}

const textsOf = (parts: readonly Part[]): string[] => parts.flatMap(part => ('text' in part ? [part.text] : []));

/** The words of a message without reasoning and tools: what is copied, titled and searched. */
export function plainText(parts: readonly Part[]): string {
  return parts
    .filter(part => part.kind === 'text')
    .map(part => part.text)
    .join('\n\n');
}

/** The files that came with a message. */
export function filesOf(parts: readonly Part[]): FilePart[] {
  return parts.filter(part => part.kind === 'file');
}
