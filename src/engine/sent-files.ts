import { takesFile } from '../domain/attachment';
import type { ModelInfo, ProviderName } from '../domain/connection';
import { fileTokens } from '../domain/file-tokens';
import type { SentFile, SentFiles } from '../domain/model-request';
import type { FilePart } from '../domain/part';
import type { Workspace } from '../storage/open';
import { readFiles } from '../storage/read-files';

/** Base64 of all files of a request, in characters: no provider takes less (Gemini: 20 MB in all). */
const mostSent = 18_000_000;

/** Who is asked, as far as files care. */
export interface Reader {
  provider: ProviderName;
  model: string;
  info?: ModelInfo;
}

/**
 * The files of a window, oldest first, that go along with a request: those the model takes, the newest while they fit.
 * The same window always gives the same.
 */
export async function sentFiles(
  ws: Workspace,
  { provider, model, info }: Reader,
  files: readonly FilePart[],
): Promise<SentFiles> {
  const taken = files.filter(({ type }) => takesFile(info, type));
  const data = await readFiles(
    ws,
    taken.map(file => file.payload),
  );
  const sent: Record<string, SentFile> = {};
  let size = 0;
  for (const file of taken.toReversed()) {
    const text = data.get(file.payload);
    if (text === undefined || size + text.length > mostSent) continue;
    size += text.length;
    sent[file.payload] = sentFile({ provider, model }, file, text);
  }
  return sent;
}

/** The same, for files that are only to be reckoned with: what is in them is not read. */
export function reckonedFiles(reader: Reader, files: readonly FilePart[]): SentFiles {
  const taken = files.filter(({ type }) => takesFile(reader.info, type));
  return Object.fromEntries(taken.map(file => [file.payload, sentFile(reader, file, '')]));
}

function sentFile({ provider, model }: Reader, file: FilePart, data: string): SentFile {
  const tokens = fileTokens(provider, model, file);
  return { data, ...(tokens === undefined ? {} : { tokens }) };
}
