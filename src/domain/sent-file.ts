import type { SentFiles, Turn } from './model-request';
import { filesOf } from './part';

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
