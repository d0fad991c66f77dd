import { expect, test } from 'vitest';
import type { SendReply } from '../../src/domain/ports';
import { streamReply } from '../../src/providers/wire-call';

const bytes = new TextEncoder().encode('data: {}\n\n');
const reader = {
  *read() {
    yield { kind: 'end', stop: 'end' } as const;
  },
  *close() {
    yield { kind: 'failure', error: { code: 'stream-cut', retryable: true, parameters: {} } } as const;
  },
};
const request = { url: 'https://api.example/v1', headers: {}, body: '{}' };

async function kindsOf(chunks: AsyncIterable<Uint8Array>) {
  const reply: SendReply = { status: 200, headers: {}, chunks };
  const call = { send: () => Promise.resolve(reply), abort: new AbortController().signal, now: () => 0 };
  const kinds = [];
  for await (const event of streamReply(call, request, reader)) kinds.push(event.kind);
  return kinds;
}

test('after its last event a reply is read until the server hangs up', async () => {
  let closed = false;
  async function* chunks() {
    yield bytes;
    await new Promise(resolve => setTimeout(resolve, 20));
    yield new Uint8Array();
    closed = true;
  }
  expect(await kindsOf(chunks())).toEqual(['end']);
  expect(closed).toBe(true);
});

test('a server that does not hang up holds nobody', async () => {
  async function* chunks() {
    yield bytes;
    await new Promise(() => {});
  }
  expect(await kindsOf(chunks())).toEqual(['end']);
});
