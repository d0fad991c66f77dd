import type { Turn } from './model-request';
import { filesOf } from './part';
import type { PayloadHash } from './row';

/** A file as a request carries it. */
export interface SentFile {
  /** Base64. */
  data: string;
  /** The most input tokens it counts as, by its provider's formula; absent where none is known. */
  tokens?: number;
}

export type SentFiles = Readonly<Record<PayloadHash, SentFile>>;

/** What the files of a request weigh. */
export interface FileWeight {
  /** UTF-8 bytes of the body that are no text: providers do not count them as such. */
  bytes: number;
  /** The most input tokens they count as; absent where nobody says: then only the context window bounds them. */
  tokens?: number;
}

/** What the files in these turns weigh; a file that is sent twice counts twice. */
export function weighFiles(turns: readonly Turn[], files: SentFiles = {}): FileWeight {
  const sent = turns.flatMap(({ parts }) => filesOf(parts)).flatMap(({ payload }) => files[payload] ?? []);
  const bytes = sent.reduce((sum, { data }) => sum + data.length, 0);
  const isBounded = sent.every(({ tokens }) => tokens !== undefined);
  return { bytes, ...(isBounded && { tokens: sent.reduce((sum, { tokens = 0 }) => sum + tokens, 0) }) };
}
