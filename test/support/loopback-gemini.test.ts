import { expect, test } from 'vitest';

import type { GeminiBody, GeminiContent, GeminiPart } from './loopback/gemini';
import { complainOfGemini, wrongGeminiShape } from './loopback/gemini-rules';
import { seal } from './loopback/seals';

/** The judge of Gemini's bodies is judged: what is sound passes, and each fault alone is found. */

const model = 'gemini-3-flash-preview';
const sealed = (maker = model, words = 'now {}') => seal('generativelanguage.googleapis.com', maker, words);
const said = (text: string): GeminiContent => ({ role: 'user', parts: [{ text }] });
const called = (thoughtSignature?: string): GeminiContent => ({
  role: 'model',
  parts: [{ functionCall: { id: 'a', name: 'now', args: {} }, ...(thoughtSignature && { thoughtSignature }) }],
});
const answered = (over: Partial<GeminiPart['functionResponse']> = {}): GeminiContent => ({
  role: 'user',
  parts: [{ functionResponse: { id: 'a', name: 'now', response: { output: '12:00' }, ...over } }],
});
const complaint = (...contents: GeminiContent[]) => complainOfGemini({ contents } satisfies GeminiBody, model);

test('a sound window passes', () => {
  expect(complaint(said('When?'), called(sealed()), answered())).toBeUndefined();
  expect(complaint(said('When?'), called('skip_thought_signature_validator'), answered())).toBeUndefined();
  // An earlier turn is not checked any more.
  expect(complaint(said('When?'), called(), answered(), said('And?'))).toBeUndefined();
});

test.each([
  ['no contents', []],
  ['a call nobody signed', [said('When?'), called(), answered()]],
  ['a signature of another generation', [said('When?'), called(sealed('gemini-4-pro')), answered()]],
  ['a signature over other words', [said('When?'), called(sealed(model, 'now {"zone":1}')), answered()]],
  ['a call without a result', [said('When?'), called(sealed())]],
  ['a result of another call', [said('When?'), called(sealed()), answered({ id: 'b' })]],
  ['a result of another name', [said('When?'), called(sealed()), answered({ name: 'then' })]],
  ['a result without a call', [said('When?'), answered()]],
  ['a call before anything was said', [called(sealed()), answered()]],
  ['an empty content', [{ role: 'user' as const, parts: [] }]],
  ['a part without words', [said('')]],
  ['a part of two kinds', [{ role: 'user' as const, parts: [{ text: 'a', ...answered().parts[0] }] }]],
])('%s is refused', (_, contents) => {
  expect(complaint(...contents)).toBeDefined();
});

test('a shape is sound to the last field', () => {
  const sound = { contents: [said('Hi')], generationConfig: { maxOutputTokens: 10 }, store: false };
  expect(wrongGeminiShape(sound)).toBeUndefined();
  expect(wrongGeminiShape({ ...sound, model })).toContain('Unknown name "model"');
  expect(wrongGeminiShape({ ...sound, generationConfig: { maxOutputTokens: 0 } })).toContain('maxOutputTokens');
  expect(wrongGeminiShape({ contents: [{ role: 'user', parts: [{ words: 'Hi' }] }] })).toContain(
    'contents[0].parts[0]',
  );
});
