import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { StreamEvent } from '../../src/domain/stream';
import { geminiUsage } from '../../src/providers/gemini-usage';
import { gemini } from '../../src/providers/gemini';
import { bytesOf, endpoint, eventsOf } from './replay';

const place = endpoint({
  provider: 'google',
  wire: 'gemini',
  baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
});
const origin = { wire: 'gemini', model: 'some-model', host: 'generativelanguage.googleapis.com' };

const sse = (chunks: object[]) => bytesOf(chunks.map(chunk => `data: ${JSON.stringify(chunk)}\r\n\r\n`).join(''));
const chunk = (parts: object[], rest: object = {}) => ({
  candidates: [{ content: { parts, role: 'model' }, index: 0, ...rest }],
  modelVersion: 'gemini-x-001',
  responseId: 'r1',
});
const finish = (finishReason: string, rest: object = {}) => chunk([{ text: '' }], { finishReason, ...rest });
const read = (chunks: object[], size?: number) =>
  eventsOf(gemini, place, { bytes: sse(chunks) }, size === undefined ? {} : { size });
const partsIn = (events: readonly StreamEvent[]) =>
  events.flatMap(event => (event.kind === 'part' ? [event.part] : []));

describe('reading a Gemini stream', () => {
  it('reads thoughts, words, a signed call and the usage of the last chunk', async () => {
    const usageMetadata = { promptTokenCount: 9, candidatesTokenCount: 29, thoughtsTokenCount: 256 };
    const events = await read(
      [
        { ...chunk([{ text: 'Hm, ', thought: true }]), usageMetadata: { promptTokenCount: 9 } },
        chunk([{ text: 'four.', thought: true }]),
        chunk([{ text: 'Let me see — ✓' }]),
        chunk([{ functionCall: { name: 'calculate', args: { expression: '2+2' } }, thoughtSignature: 'c2ln' }]),
        { ...finish('STOP'), usageMetadata },
      ],
      3,
    );
    expect(events).toEqual([
      { kind: 'start', id: 'r1', model: 'gemini-x-001' },
      { kind: 'reasoning-delta', text: 'Hm, ' },
      { kind: 'usage', usage: { input: 9, output: 0 }, raw: { promptTokenCount: 9 } },
      { kind: 'reasoning-delta', text: 'four.' },
      { kind: 'part', part: { kind: 'reasoning', text: 'Hm, four.' } },
      { kind: 'text-delta', text: 'Let me see — ✓' },
      { kind: 'tool-call-delta', call: 'call_1_0', name: 'calculate', json: '{"expression":"2+2"}' },
      {
        kind: 'part',
        part: {
          kind: 'tool-call',
          call: 'call_1_0',
          name: 'calculate',
          input: { expression: '2+2' },
          replay: { ...origin, block: { thoughtSignature: 'c2ln' } },
        },
      },
      { kind: 'usage', usage: { input: 9, output: 285, reasoning: 256 }, raw: usageMetadata },
      { kind: 'end', stop: 'tool-calls', rawStop: 'STOP' },
    ]);
  });

  it('keeps the ids that are given and makes the same ones each time where none are', async () => {
    const chunks = [
      chunk([{ functionCall: { name: 'a', args: {} } }, { functionCall: { name: 'b', id: 'given' } }]),
      chunk([{ functionCall: { name: 'c' } }]),
      finish('STOP'),
    ];
    const [first, second] = [await read(chunks), await read(chunks, 1)];
    const ids = partsIn(first).map(part => part.kind === 'tool-call' && part.call);
    expect(ids).toEqual(['call_1_0', 'given', 'call_1_2']);
    expect(second).toEqual(first);
  });

  it('puts a call together whose arguments come in pieces', async () => {
    const events = await read([
      chunk([{ functionCall: { name: 'book', willContinue: true } }]),
      chunk([
        {
          functionCall: {
            partialArgs: [{ jsonPath: '$.city', stringValue: 'Vi', willContinue: true }],
            willContinue: true,
          },
        },
      ]),
      chunk([{ functionCall: { partialArgs: [{ jsonPath: '$.city', stringValue: 'enna' }], willContinue: true } }]),
      chunk([{ functionCall: {} }]),
      finish('STOP'),
    ]);
    expect(partsIn(events)).toEqual([{ kind: 'tool-call', call: 'call_1_0', name: 'book', input: { city: 'Vienna' } }]);
  });

  it('ends a thought where a call follows, and a call where the next one begins', async () => {
    const events = await read([
      chunk([{ text: 'Both.', thought: true }]),
      chunk([{ functionCall: { name: 'a', willContinue: true } }]),
      chunk([{ functionCall: { willContinue: true }, thoughtSignature: 'c2ln' }]),
      chunk([{ functionCall: { name: 'b', args: { x: 1 } } }]),
      finish('STOP'),
    ]);
    const replay = { ...origin, block: { thoughtSignature: 'c2ln' } };
    expect(partsIn(events)).toEqual([
      { kind: 'reasoning', text: 'Both.' },
      { kind: 'tool-call', call: 'call_1_0', name: 'a', input: {}, replay },
      { kind: 'tool-call', call: 'call_1_1', name: 'b', input: { x: 1 } },
    ]);
  });

  it('keeps blocks of hosted tools as they are', async () => {
    const block = { executableCode: { language: 'PYTHON', code: 'print(1)' }, thoughtSignature: 'c2ln' };
    const events = await read([chunk([block]), finish('STOP')]);
    expect(partsIn(events)).toEqual([{ kind: 'provider', type: 'executableCode', replay: { ...origin, block } }]);
  });

  it.each([
    ['STOP', 'end'],
    ['MAX_TOKENS', 'length'],
    ['SAFETY', 'refusal'],
    ['PROHIBITED_CONTENT', 'refusal'],
    ['SOMETHING_NEW', 'end'],
  ])('stops for %s as %s', async (rawStop, stop) => {
    expect((await read([chunk([{ text: 'a' }]), finish(rawStop)])).at(-1)).toEqual({ kind: 'end', stop, rawStop });
  });

  it('calls a prompt that is blocked before a word is said a refusal', async () => {
    const events = await read([{ promptFeedback: { blockReason: 'SAFETY' }, usageMetadata: { promptTokenCount: 4 } }]);
    expect(events.at(-1)).toEqual({ kind: 'end', stop: 'refusal', rawStop: 'SAFETY' });
    expect(events).toContainEqual({ kind: 'usage', usage: { input: 4, output: 0 }, raw: { promptTokenCount: 4 } });
  });

  it('calls an answer that broke off in its own syntax a failure that may pass', async () => {
    const events = await read([finish('MALFORMED_FUNCTION_CALL', { finishMessage: 'print(now(' })]);
    expect(events.at(-1)).toEqual({
      kind: 'failure',
      error: {
        code: 'provider-failed',
        retryable: true,
        parameters: { host: 'generativelanguage.googleapis.com', message: 'MALFORMED_FUNCTION_CALL: print(now(' },
      },
    });
  });

  it('knows an error in the middle, an error in a list instead of a stream, and a cut', async () => {
    const error = { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' };
    const midway = await read([chunk([{ text: 'So' }]), { error }]);
    expect(midway.at(-1)).toMatchObject({ kind: 'failure', error: { code: 'overloaded', retryable: true } });
    const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.4s' }];
    const limited = JSON.stringify([{ error: { code: 429, message: 'Slow', status: 'RESOURCE_EXHAUSTED', details } }]);
    for (const status of [200, 429]) {
      const events = await eventsOf(gemini, place, { bytes: bytesOf(limited), status });
      expect(events).toMatchObject([
        { kind: 'failure', error: { code: 'rate-limited', parameters: { retryAfterMs: 34_400 } } },
      ]);
    }
    expect((await read([chunk([{ text: 'So' }])])).at(-1)).toMatchObject({ error: { code: 'stream-cut' } });
  });
});

describe('what a Gemini call used', () => {
  it('takes the cache out of the prompt, adds what hosted tools read, and the thoughts to the answer', () => {
    expect(
      geminiUsage({
        promptTokenCount: 147,
        cachedContentTokenCount: 100,
        toolUsePromptTokenCount: 360,
        candidatesTokenCount: 108,
        thoughtsTokenCount: 168,
        totalTokenCount: 783,
      }),
    ).toEqual({ input: 407, cacheRead: 100, output: 276, reasoning: 168 });
  });

  it('says nothing while no tokens are told', () => {
    expect(geminiUsage({ trafficType: 'PROVISIONED_THROUGHPUT' })).toBeUndefined();
  });

  it('loses no token of the total, whatever is told', () => {
    const tokens = fc.nat(1_000_000);
    fc.assert(
      fc.property(tokens, tokens, tokens, tokens, tokens, (fresh, cached, tool, answer, thoughts) => {
        const usage = geminiUsage({
          promptTokenCount: fresh + cached,
          cachedContentTokenCount: cached,
          toolUsePromptTokenCount: tool,
          candidatesTokenCount: answer,
          thoughtsTokenCount: thoughts,
        });
        expect(usage).toEqual({
          input: fresh + tool,
          cacheRead: cached,
          output: answer + thoughts,
          reasoning: thoughts,
        });
      }),
      { seed: 20_261_125 },
    );
  });
});
