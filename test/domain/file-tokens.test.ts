import { describe, expect, test } from 'vitest';
import type { ProviderName } from '../../src/domain/connection';
import { fileTokens } from '../../src/domain/file-tokens';
import type { FilePart } from '../../src/domain/part';

const picture = (width: number, height: number): FilePart => ({
  kind: 'file',
  payload: 'p',
  type: 'image/png',
  name: 'p.png',
  size: 1,
  width,
  height,
});
const document: FilePart = { kind: 'file', payload: 'd', type: 'application/pdf', name: 'd.pdf', size: 1, pages: 12 };

describe('what a picture counts as is never below what was measured or published', () => {
  // Measured on Claude 5.5, Gemini 3 and GPT-6 by others (huggingface.co/datasets/JOHNISKING/image-token-cost, 2026-11),
  // less the words of the prompt; GPT-4o and GPT-5.4 from OpenAI's own examples.
  test.each<[ProviderName, string, number, number, number]>([
    ['anthropic', 'claude-opus-5-5', 256, 256, 100],
    ['anthropic', 'claude-opus-5-5', 1024, 1024, 1_369],
    ['anthropic', 'claude-opus-5-5', 1280, 720, 1_196],
    ['openrouter', 'anthropic/claude-opus-5-5', 1024, 1024, 1_369],
    ['google', 'gemini-3.8-flash', 1024, 1024, 1_090],
    ['openai', 'gpt-6-sol', 1024, 1024, 1_229],
    ['openai', 'gpt-6-sol', 1280, 720, 1_104],
    ['openai', 'gpt-5.4', 1024, 1024, 1_229],
    ['openai', 'gpt-4o', 1024, 1024, 765],
    ['openai', 'gpt-4o-mini', 1024, 1024, 2_833 + 4 * 5_667],
    ['google', 'gemini-2.5-flash', 384, 384, 258],
  ])('%s %s %i × %i', (provider, model, width, height, measured) => {
    const tokens = fileTokens(provider, model, picture(width, height)) ?? 0;
    expect(tokens).toBeGreaterThanOrEqual(measured);
    expect(tokens).toBeLessThanOrEqual(Math.max(measured * 1.1, 1_120));
  });
});

test('where no formula is known nothing is said', () => {
  expect(fileTokens('mistral', 'pixtral-large', picture(10, 10))).toBeUndefined();
  expect(fileTokens('openai', 'gpt-9', picture(10, 10))).toBeUndefined();
  expect(fileTokens('openrouter', 'constructor/x', picture(10, 10))).toBeUndefined();
  expect(fileTokens('anthropic', 'claude-opus-5-5', document)).toBeUndefined();
  expect(fileTokens('google', 'gemini-3.8-flash', document)).toBe(12 * 1_120);
});
