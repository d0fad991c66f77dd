import { describe, expect, it } from 'vitest';

import type { ModelRequest } from '../../src/domain/model-request';
import { anthropicMessages } from '../../src/providers/anthropic-messages';
import { strictShape } from '../../src/providers/answer-shape';
import { gemini } from '../../src/providers/gemini';
import { openAiChat } from '../../src/providers/openai-chat';
import { openAiResponses } from '../../src/providers/openai-responses';
import { endpoint, plainRequest } from './replay';

const written = {
  type: 'object',
  properties: {
    title: { type: 'string', enum: ['a', 'b'] },
    lines: { type: 'array', items: { type: 'object', properties: { sum: { type: 'number' } } } },
  },
  required: ['title'],
};
const strict = {
  type: 'object',
  properties: {
    title: { type: 'string', enum: ['a', 'b'] },
    lines: {
      type: 'array',
      items: {
        type: 'object',
        properties: { sum: { type: 'number' } },
        required: ['sum'],
        additionalProperties: false,
      },
    },
  },
  required: ['title', 'lines'],
  additionalProperties: false,
};

describe('the shape of an answer', () => {
  it('is closed and complete at every depth, whatever the user wrote', () => {
    expect(strictShape(JSON.stringify(written))).toEqual(strict);
    // A field may be called as a keyword is.
    const named = { type: 'object', properties: { properties: { type: 'string' }, required: { type: 'boolean' } } };
    expect(strictShape(JSON.stringify(named))).toEqual({
      ...named,
      required: ['properties', 'required'],
      additionalProperties: false,
    });
  });

  it('is left out where it is none', () => {
    for (const text of [undefined, '', 'words', '[]', '{}']) expect(strictShape(text)).toBeUndefined();
  });

  it('goes out in the words of each wire', () => {
    const request: ModelRequest = { ...plainRequest, answer: JSON.stringify(written) };
    const anthropic = endpoint({ provider: 'anthropic', wire: 'anthropic-messages' });
    const config = (over: Partial<ModelRequest>) =>
      JSON.parse(anthropicMessages.body(anthropic, { ...request, ...over })).output_config;
    expect(config({})).toEqual({ format: { type: 'json_schema', schema: strict } });
    expect(config({ effort: 'low' })).toEqual({ effort: 'low', format: { type: 'json_schema', schema: strict } });
    const openAi = endpoint({ provider: 'openai', wire: 'openai-responses' });
    expect(JSON.parse(openAiResponses.body(openAi, request)).text).toEqual({
      format: { type: 'json_schema', name: 'answer', schema: strict, strict: true },
    });
    const router = endpoint({ provider: 'openrouter', wire: 'openai-chat' });
    expect(JSON.parse(openAiChat.body(router, request)).response_format).toEqual({
      type: 'json_schema',
      json_schema: { name: 'answer', schema: strict, strict: true },
    });
    const google = endpoint({ provider: 'google', wire: 'gemini' });
    expect(JSON.parse(gemini.body(google, request)).generationConfig).toMatchObject({
      responseMimeType: 'application/json',
      responseJsonSchema: strict,
    });
  });
});
