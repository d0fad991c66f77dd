import { expect, test } from 'vitest';

import type { ProviderName, Wire } from '../../src/domain/connection';
import type { FilePart } from '../../src/domain/part';
import type { Price } from '../../src/domain/price';
import { boundBy } from '../../src/engine/bound';
import { reckonedFiles } from '../../src/engine/sent-files';
import { providerFor } from '../../src/providers/wires';
import { bytesOf, endpoint, plainRequest, replaying } from './replay';

/** What bounds a call with a document in it: a formula where the provider has one, else the model's whole window. */

const price: Price = {
  rates: { input: 2_000_000_000, output: 8_000_000_000 },
  tiers: [],
  source: { name: 'built-in', model: 'm', date: '2026-11-01', match: 'exact' },
};

const pages = 12;
const terms: FilePart = { kind: 'file', payload: 'd', type: 'application/pdf', name: 'terms.pdf', size: 9, pages };
const sealed: FilePart = { kind: 'file', payload: 'd', type: 'application/pdf', name: 'sealed.pdf', size: 9 };

const anthropicModel = { id: 'm', max_input_tokens: 200_000, capabilities: { pdf_input: { supported: true } } };
const routerModel = { id: 'm', context_length: 160_000, architecture: { input_modalities: ['text', 'file'] } };
const geminiModel = {
  name: 'models/gemini-3.8-flash',
  inputTokenLimit: 1_000_000,
  supportedGenerationMethods: ['generateContent'],
};

const places: [Wire, ProviderName, object, FilePart, string, number][] = [
  ['anthropic-messages', 'anthropic', { data: [anthropicModel] }, terms, 'soft', 200_000],
  ['openai-responses', 'openai', { data: [{ id: 'gpt-6-sol' }] }, terms, 'soft', 1_050_000],
  ['openai-chat', 'openai', { data: [{ id: 'gpt-4.1' }] }, terms, 'soft', 1_048_000],
  ['openai-chat', 'openrouter', { data: [routerModel] }, terms, 'soft', 160_000],
  ['gemini', 'google', { models: [geminiModel] }, terms, 'hard', pages * 1_120],
  ['gemini', 'google', { models: [geminiModel] }, sealed, 'soft', 1_000_000],
];

test.each(places)('over %s at %s, %#: as its list and formula tell', async (wire, name, list, file, is, least) => {
  const place = endpoint({ provider: name, wire });
  const provider = await providerFor(wire);
  const [info] = await provider.listModels(place, replaying({ bytes: bytesOf(JSON.stringify(list)) }));
  if (!info) throw new Error('no model was read');
  const turns = [{ role: 'user', parts: [file, { kind: 'text', text: 'What do they say?' }] }] as const;
  const files = reckonedFiles({ provider: name, model: info.id, info }, [file]);
  const request = { ...plainRequest, model: info.id, turns: [...turns], files };
  const bound = boundBy({ provider: name, request, body: provider.body(place, request), info, price });
  expect(bound.ceilingClass).toEqual(is === 'hard' ? { is } : { is, because: 'files' });
  expect(bound.mostInput).toBeGreaterThanOrEqual(least);
  expect(bound.mostInput).toBeLessThan(least + 3_000);
  expect(bound.ceiling).toBeGreaterThan(least * 2_000);
});
