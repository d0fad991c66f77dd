import type { Endpoint, ModelRequest } from '../../src/domain/model-request';
import type { Provider, ProviderCall } from '../../src/domain/ports';
import type { StreamEvent } from '../../src/domain/stream';

/** A provider's answer, ready to be replayed. */
export interface Recorded {
  status?: number;
  headers?: Record<string, string>;
  bytes: Uint8Array;
}

/** A way out that answers every request with recorded bytes, cut into chunks of `size`. */
export function replaying(answer: Recorded, size = Number.POSITIVE_INFINITY): ProviderCall & { asked: Asked[] } {
  const asked: Asked[] = [];
  return {
    asked,
    abort: new AbortController().signal,
    now: () => 1_795_000_000_000,
    send: request => {
      asked.push(request);
      return Promise.resolve({
        status: answer.status ?? 200,
        headers: answer.headers ?? {},
        chunks: cut(answer.bytes, size),
      });
    },
  };
}

export type Asked = Parameters<ProviderCall['send']>[0];

/** By hand, since a generator takes twice as long over millions of single bytes. */
function cut(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  let from = 0;
  const next = (): Promise<IteratorResult<Uint8Array>> => {
    if (from >= bytes.length) return Promise.resolve({ done: true, value: undefined });
    const value = bytes.subarray(from, from + size);
    from += size;
    return Promise.resolve({ done: false, value });
  };
  return { [Symbol.asyncIterator]: () => ({ next }) };
}

export const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Everything an adapter makes of recorded bytes. */
export async function eventsOf(
  provider: Provider,
  endpoint: Endpoint,
  answer: Recorded,
  { size, request = plainRequest }: { size?: number; request?: ModelRequest } = {},
): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of provider.stream(endpoint, request, replaying(answer, size))) events.push(event);
  return events;
}

export const plainRequest: ModelRequest = {
  model: 'some-model',
  instructions: 'Be brief.',
  turns: [{ role: 'user', parts: [{ kind: 'text', text: 'Hello' }] }],
  tools: [],
  maxOutput: 100,
};

/** A connection as an adapter sees it. */
export function endpoint(over: Partial<Endpoint> & Pick<Endpoint, 'provider' | 'wire'>): Endpoint {
  return { baseUrl: `https://${over.provider}.test/v1`, options: {}, ...over };
}
