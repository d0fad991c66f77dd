import { describe, expect, it } from 'vitest';

import type { ProviderName, Wire } from '../../src/domain/connection';
import type { ModelRequest } from '../../src/domain/model-request';
import type { FilePart } from '../../src/domain/part';
import { weighFiles } from '../../src/domain/sent-file';
import { providerFor } from '../../src/providers/wires';
import { filesIn, tokensOfFiles, wrongFile } from '../support/loopback/files';
import type { Dialect } from '../support/loopback/hosts';
import type { AnyBody } from '../support/loopback/wires';
import { pdf, png } from '../support/pictures';
import { endpoint } from './replay';

const bytes = { picture: png(56, 29), document: pdf(2) };
const picture: FilePart = {
  kind: 'file',
  payload: 'p',
  type: 'image/png',
  name: 'plan.png',
  size: bytes.picture.length,
  width: 56,
  height: 29,
};
const document: FilePart = {
  kind: 'file',
  payload: 'd',
  type: 'application/pdf',
  name: 'terms.pdf',
  size: bytes.document.length,
};
const files = {
  p: { data: bytes.picture.toString('base64'), tokens: 4 },
  d: { data: bytes.document.toString('base64'), tokens: 2_000 },
};

const request: ModelRequest = {
  model: 'm',
  instructions: 'Be brief.',
  turns: [{ role: 'user', parts: [picture, document, { kind: 'text', text: 'Compare these.' }] }],
  tools: [],
  maxOutput: 100,
  files,
};

const places: [Dialect & Wire, ProviderName, string][] = [
  ['anthropic-messages', 'anthropic', 'https://api.anthropic.com/v1'],
  ['openai-responses', 'openai', 'https://api.openai.com/v1'],
  ['openai-chat', 'openrouter', 'https://openrouter.ai/api/v1'],
  ['gemini', 'google', 'https://generativelanguage.googleapis.com/v1beta'],
];

describe.each(places)('over %s', (wire, provider, baseUrl) => {
  const bodyOf = async (asked: ModelRequest) =>
    (await providerFor(wire)).body(endpoint({ provider, wire, baseUrl }), asked);

  it('a picture and a document arrive byte for byte, before the words', async () => {
    const text = await bodyOf(request);
    const body = JSON.parse(text) as AnyBody;
    const sent = filesIn(wire, body);
    expect(sent).toEqual([
      { type: 'image/png', bytes: bytes.picture },
      { type: 'application/pdf', bytes: bytes.document },
    ]);
    expect(wrongFile(sent)).toBeUndefined();
    expect(tokensOfFiles(sent)).toBe(2 * 2 + 2_000);
    expect(text.indexOf('Compare these.')).toBeGreaterThan(text.indexOf(files.d.data));
  });

  it('what files weigh is what the body is longer by, and a token for no byte of it', async () => {
    const weight = weighFiles(request.turns, files);
    const emptied = { p: { data: '' }, d: { data: '' } };
    const without = await bodyOf({ ...request, files: emptied });
    expect((await bodyOf(request)).length - without.length).toBe(weight.bytes);
    expect(weight.tokens).toBe(2_004);
    expect(weighFiles(request.turns, { ...files, d: { data: 'AAAA' } })).not.toHaveProperty('tokens');
  });

  it('a file that is not sent is told by its name', async () => {
    const { files: _, ...bare } = request;
    const body = JSON.parse(await bodyOf(bare)) as AnyBody;
    expect(filesIn(wire, body)).toEqual([]);
    expect(JSON.stringify(body)).toContain('plan.png');
  });
});

it('a server of its own is told of a picture in the words that all of them know', async () => {
  const place = endpoint({ provider: 'custom', wire: 'openai-chat', baseUrl: 'http://localhost:1234/v1' });
  const body = JSON.parse((await providerFor('openai-chat')).body(place, request)) as {
    messages: { content: unknown[] }[];
  };
  expect(body.messages.at(-1)?.content[0]).toEqual({
    type: 'image_url',
    image_url: { url: `data:image/png;base64,${files.p.data}` },
  });
});
