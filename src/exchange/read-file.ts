import { AppError, type ErrorCode } from '../domain/error';
import { JsonFault, JsonReader, type JsonFaultReason, type JsonReaderOptions } from '../lib/json-reader';
import type { Work } from './work';
import { forbiddenKeys, limits } from './workspace-format';

/** Sizes a file must keep; bytes. */
export type Sizes = Pick<typeof limits, 'packed' | 'unpacked'>;

/** Bytes read without a pause: the engine does nothing over 10 ms at a time. */
const sliceSize = 64 * 1024;

const codes: Readonly<Record<JsonFaultReason, ErrorCode>> = {
  syntax: 'file-not-json',
  depth: 'file-too-deep',
  'forbidden-key': 'file-forbidden-key',
  'duplicate-key': 'file-duplicate-key',
  number: 'file-wrong-shape',
};

/** How values of a file are handed out while it is read; `flush` is awaited between pieces. */
interface FileSink {
  stream: NonNullable<JsonReaderOptions['stream']>;
  flush(): Promise<void>;
}

/**
 * Reads a JSON file, gzipped or not, piece by piece, and returns what the sink did not take. In the order of VAULT
 * "Export and import": size, unpacked size, depth, forbidden keys, repeated keys. Throws `AppError` `file-…`.
 */
export async function readJsonFile(file: Blob, sink: FileSink, work: Work, sizes: Sizes = limits): Promise<unknown> {
  if (file.size > sizes.packed) throw tooLarge(sizes.packed);
  const reader = new JsonReader({ depth: limits.depth, forbiddenKeys, stream: sink.stream });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const isPacked = await isGzip(file);
  let unpacked = 0;
  try {
    for await (const bytes of chunksOf(isPacked ? unpack(file) : file.stream(), work.abort)) {
      unpacked += bytes.length;
      if (unpacked > sizes.unpacked) throw tooLarge(sizes.unpacked);
      for (let at = 0; at < bytes.length; at += sliceSize) {
        reader.push(decoder.decode(bytes.subarray(at, at + sliceSize), { stream: true }));
        await sink.flush();
      }
      if (!isPacked) work.progress(Math.min(1, unpacked / Math.max(1, file.size)));
    }
    reader.push(decoder.decode());
    const rest = reader.end();
    await sink.flush();
    return rest;
  } catch (error) {
    throw fileError(error);
  }
}

/** What reading threw, as what a person can be told. */
export function fileError(error: unknown): unknown {
  if (error instanceof JsonFault)
    return new AppError(codes[error.reason], { parameters: { at: error.at }, cause: error });
  // Bytes that are no UTF-8 and damaged gzip both come as a TypeError.
  if (error instanceof TypeError) return new AppError('file-not-json', { cause: error });
  return error;
}

const tooLarge = (most: number) => new AppError('file-too-large', { parameters: { most } });

/** Whether a file begins like gzip (RFC 1952 section 2.3.1). */
async function isGzip(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

function unpack(file: Blob): ReadableStream<Uint8Array> {
  return file.stream().pipeThrough(new DecompressionStream('gzip'));
}

/** The chunks of a stream; Safari's streams cannot be iterated. */
async function* chunksOf(stream: ReadableStream<Uint8Array>, abort: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      abort.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
