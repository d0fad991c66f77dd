import { describe, expect, it } from 'vitest';

import type { ModelRequest, Turn } from '../../src/domain/model-request';
import type { Part } from '../../src/domain/part';
import type { StreamEvent } from '../../src/domain/stream';
import { collectReply } from '../../src/engine/collect';
import { gemini } from '../../src/providers/gemini';
import { bytesOf, endpoint, eventsOf, plainRequest, replaying } from './replay';

const place = endpoint({
  provider: 'google',
  wire: 'gemini',
  baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
});

/** A reply that came in these parts, one a chunk. */
const replyOf = (parts: object[]) =>
  bytesOf(
    [...parts, { text: '' }]
      .map((part, index) => ({ content: { parts: [part] }, ...(index === parts.length && { finishReason: 'STOP' }) }))
      .map(candidate => `data: ${JSON.stringify({ candidates: [candidate] })}\n\n`)
      .join(''),
  );

/** What the engine keeps of a stream. */
function kept(events: readonly StreamEvent[]): Part[] {
  const collector = collectReply();
  for (const event of events) collector.take(event);
  return collector.reply.parts;
}

const request = (turns: readonly Turn[], over: Partial<ModelRequest> = {}): ModelRequest => ({
  ...plainRequest,
  model: 'gemini-3-pro',
  turns,
  ...over,
});
const user = (text: string): Turn => ({ role: 'user', parts: [{ kind: 'text', text }] });
const bodyOf = (one: ModelRequest) => JSON.parse(gemini.body(place, one));

describe('what is sent to Gemini', () => {
  it('is exactly this', () => {
    const tool = { name: 'now', description: 'Tells the time.', input: { type: 'object', properties: {} } };
    expect(gemini.body(place, request([user('Hello')], { tools: [tool], effort: 'low', temperature: 0.5 }))).toBe(
      '{"systemInstruction":{"parts":[{"text":"Be brief."}]},' +
        '"tools":[{"functionDeclarations":[{"name":"now","description":"Tells the time.",' +
        '"parametersJsonSchema":{"type":"object","properties":{}}}]}],' +
        '"contents":[{"role":"user","parts":[{"text":"Hello"}]}],' +
        '"generationConfig":{"maxOutputTokens":100,"temperature":0.5,' +
        '"thinkingConfig":{"includeThoughts":true,"thinkingLevel":"low"}},"store":false}',
    );
  });

  it('names the model in the address and carries no key', async () => {
    const call = replaying({ bytes: replyOf([]) });
    const events = gemini.stream(place, request([user('Hi')], { model: 'models/gemini-3-pro' }), call);
    for await (const event of events) expect(event.kind).not.toBe('failure');
    expect(call.asked).toMatchObject([
      {
        method: 'POST',
        url: 'https://generativelanguage.googleapis.com/v1beta/models/gemini-3-pro:streamGenerateContent?alt=sse',
        headers: { 'content-type': 'application/json' },
      },
    ]);
  });

  it('gives a reply back part by part as it came, with every signature on its own part', async () => {
    const parts = [
      { text: 'Hm.', thought: true, thoughtSignature: 'c2lnMQ==' },
      { text: 'It is ' },
      { text: 'noon', thoughtSignature: 'c2lnMg==' },
      { functionCall: { id: 'a', name: 'now', args: { zone: 'UTC' } }, thoughtSignature: 'c2lnMw==' },
      { functionCall: { id: 'b', name: 'now', args: {} } },
      { text: '', thoughtSignature: 'c2lnNA==' },
    ];
    const said = kept(await eventsOf(gemini, place, { bytes: replyOf(parts) }, { request: request([user('When?')]) }));
    const turns: Turn[] = [user('When?'), { role: 'agent', parts: said }];
    const tools = [{ name: 'now', description: 'Tells the time.', input: { type: 'object' } }];
    expect(bodyOf(request(turns, { tools })).contents[1]).toEqual({ role: 'model', parts });
    // Another generation gets the words and the calls, and no signature but the marker.
    const elsewhere = bodyOf(request(turns, { tools, model: 'gemini-4-pro' })).contents[1];
    expect(elsewhere.parts).toEqual([
      { text: 'It is noon' },
      { functionCall: parts[3]?.functionCall, thoughtSignature: 'skip_thought_signature_validator' },
      { functionCall: parts[4]?.functionCall },
    ]);
  });

  it('begins with the user where the window no longer does', () => {
    const [first] = bodyOf(request([{ role: 'agent', parts: [{ kind: 'text', text: 'As I said.' }] }])).contents;
    expect(first).toEqual({
      role: 'user',
      parts: [{ text: '(The beginning of this conversation is left out.)' }],
    });
  });
});

describe('the list of models', () => {
  const row = (name: string, over: object = {}) => ({
    name: `models/${name}`,
    displayName: name.toUpperCase(),
    inputTokenLimit: 1_048_576,
    outputTokenLimit: 65_536,
    supportedGenerationMethods: ['generateContent', 'countTokens'],
    ...over,
  });
  const listed = (models: object[]) =>
    gemini.listModels(place, replaying({ bytes: bytesOf(JSON.stringify({ models })) }));

  it('holds what answers, with its limits, by the name it is asked by', async () => {
    const limits = { contextWindow: 1_048_576, maxOutput: 65_536, images: true, pdfs: true, structured: false };
    const inTokens = { efforts: ['low', 'medium', 'high'], thinking: 'budget' };
    expect(
      await listed([
        row('gemini-2.0-flash'),
        row('gemini-2.5-pro', { thinking: true }),
        row('gemini-3-pro', { thinking: true }),
        row('gemini-embedding-001', { supportedGenerationMethods: ['embedContent'] }),
        { displayName: 'nameless' },
      ]),
    ).toEqual([
      { id: 'gemini-2.0-flash', name: 'GEMINI-2.0-FLASH', ...limits },
      { id: 'gemini-2.5-pro', name: 'GEMINI-2.5-PRO', ...limits, reasoning: true, ...inTokens },
      {
        id: 'gemini-3-pro',
        name: 'GEMINI-3-PRO',
        ...limits,
        structured: true,
        reasoning: true,
        efforts: ['low', 'high'],
      },
    ]);
  });

  it('is read page by page, and no further than there are pages', async () => {
    const pages = [{ models: [row('a')], nextPageToken: 'x/y' }, { models: [row('b')] }];
    const asked: string[] = [];
    const call = replaying({ bytes: bytesOf('') });
    const send: typeof call.send = ({ url }) => {
      const page = pages[asked.push(url) - 1];
      return replaying({ bytes: bytesOf(JSON.stringify(page)) }).send({ method: 'GET', url, headers: {} });
    };
    expect((await gemini.listModels(place, { ...call, send })).map(model => model.id)).toEqual(['a', 'b']);
    expect(asked).toEqual([
      'https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000',
      'https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000&pageToken=x%2Fy',
    ]);
  });

  it('tells for free whether the key works', async () => {
    const refused = { error: { code: 400, message: 'API key not valid.', status: 'INVALID_ARGUMENT' } };
    const call = replaying({ bytes: bytesOf(JSON.stringify(refused)), status: 400 });
    await expect(gemini.check(place, call)).rejects.toMatchObject({ code: 'wrong-key' });
    expect(call.asked).toMatchObject([{ method: 'GET' }]);
  });
});
