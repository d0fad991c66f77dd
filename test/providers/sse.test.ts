import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readEvents, readText } from '../../src/providers/sse';
import { bytesOf } from './replay';

async function* inChunks(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const cut of [...cuts].toSorted((a, b) => a - b)) {
    yield bytes.subarray(from, cut);
    from = cut;
  }
  yield bytes.subarray(from);
}

async function read(chunks: AsyncIterable<Uint8Array>): Promise<{ events: string[]; rest: string }> {
  const events: string[] = [];
  const reader = readEvents(chunks);
  for (;;) {
    const next = await reader.next();
    if (next.done) return { events, rest: next.value };
    events.push(next.value);
  }
}

describe('reading server-sent events', () => {
  it('gives the same events however the bytes are cut, also inside a character', async () => {
    const texts = fc.array(
      fc.string({ unit: 'grapheme' }).filter(text => !/[\r\n]/.test(text) && text !== ''),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    await fc.assert(
      fc.asyncProperty(texts, fc.array(fc.nat(400)), async (data, wanted) => {
        const bytes = bytesOf(
          data.map(text => `: a comment\nevent: delta\ndata: ${JSON.stringify(text)}\n\n`).join(''),
        );
        const cuts = wanted.filter(cut => cut <= bytes.length);
        const { events } = await read(inChunks(bytes, cuts));
        expect(events.map(event => JSON.parse(event))).toEqual(data);
      }),
      { seed: 20_261_125, numRuns: 300 },
    );
  });

  it('joins lines of data, takes any line ending and drops an event without its blank line', async () => {
    const { events } = await read(inChunks(bytesOf('data: a\r\ndata: b\r\n\r\ndata: c\n\ndata: cut off'), [9, 10]));
    expect(events).toEqual(['a\nb', 'c']);
  });

  it('hands back what was no event stream', async () => {
    expect(await read(inChunks(bytesOf('{"error": {"message": "no"}}'), [5]))).toEqual({
      events: [],
      rest: '{"error": {"message": "no"}}',
    });
  });

  it('refuses an event larger than any reply', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      const piece = bytesOf('x'.repeat(1_000_000));
      yield bytesOf('data: ');
      for (let count = 0; count < 40; count += 1) yield piece;
    }
    await expect(read(endless())).rejects.toMatchObject({ code: 'reply-unreadable' });
  });

  it('reads a text up to its limit and no further', async () => {
    expect(await readText(inChunks(bytesOf('grüße'), [3]), 100)).toBe('grüße');
    expect(await readText(inChunks(bytesOf('0123456789'), [4]), 6)).toBe('012345');
  });
});
