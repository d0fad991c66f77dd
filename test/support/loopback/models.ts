import { dollarsPerToken } from './ledger';
import type { HostName } from './hosts';

/** The model lists, in each host's own shape. Ids are real and known to public price tables, save the custom one's. */

const anthropicModels = [
  { id: 'claude-opus-4-5', name: 'Claude Opus 4.5' },
  { id: 'claude-sonnet-4-5', name: 'Claude Sonnet 4.5' },
  { id: 'claude-haiku-4-5', name: 'Claude Haiku 4.5' },
];

export const modelIds: Readonly<Record<HostName, readonly string[]>> = {
  'api.anthropic.com': anthropicModels.map(model => model.id),
  'api.openai.com': ['gpt-5.1', 'gpt-5-mini'],
  'openrouter.ai': ['anthropic/claude-sonnet-4.5', 'openai/gpt-5-mini'],
  'generativelanguage.googleapis.com': ['gemini-2.5-flash', 'gemini-3-flash-preview'],
  'custom.example': ['house-model'],
};

export function listOf(host: HostName): unknown {
  switch (host) {
    case 'api.anthropic.com':
      return anthropicList();
    case 'openrouter.ai':
      return { data: modelIds[host].map(routerModel) };
    case 'generativelanguage.googleapis.com':
      return { models: [...modelIds[host].map(googleModel), googleEmbedding] };
    case 'api.openai.com':
    case 'custom.example':
      return {
        object: 'list',
        data: modelIds[host].map(id => ({ id, object: 'model', created: 1_790_000_000, owned_by: 'loopback' })),
      };
  }
}

function anthropicList(): unknown {
  const yes = { supported: true };
  const data = anthropicModels.map(({ id, name }) => ({
    type: 'model',
    id,
    display_name: name,
    created_at: '2025-11-01T00:00:00Z',
    lifecycle: 'active',
    max_input_tokens: 200_000,
    max_tokens: 64_000,
    capabilities: {
      image_input: yes,
      pdf_input: yes,
      structured_outputs: yes,
      thinking: { ...yes, types: { enabled: yes, adaptive: { supported: false } } },
      effort: { supported: false },
    },
  }));
  return { data, has_more: false, first_id: data[0]?.id, last_id: data.at(-1)?.id };
}

function googleModel(id: string): unknown {
  return {
    name: `models/${id}`,
    version: '001',
    displayName: id,
    inputTokenLimit: 1_048_576,
    outputTokenLimit: 65_536,
    supportedGenerationMethods: ['generateContent', 'countTokens', 'createCachedContent', 'batchGenerateContent'],
    temperature: 1,
    topP: 0.95,
    topK: 64,
    maxTemperature: 2,
    thinking: true,
  };
}

const googleEmbedding = {
  name: 'models/gemini-embedding-001',
  version: '001',
  displayName: 'Gemini Embedding 001',
  inputTokenLimit: 2_048,
  outputTokenLimit: 1,
  supportedGenerationMethods: ['embedContent', 'countTextTokens', 'countTokens'],
};

function routerModel(id: string): unknown {
  return {
    id,
    canonical_slug: id,
    name: id,
    created: 1_790_000_000,
    context_length: 200_000,
    architecture: {
      modality: 'text->text',
      input_modalities: ['text'],
      output_modalities: ['text'],
      tokenizer: 'Other',
    },
    supported_parameters: ['tools', 'max_tokens', 'reasoning'],
    top_provider: { context_length: 200_000, max_completion_tokens: 64_000, is_moderated: false },
    pricing: { ...dollarsPerToken(id), request: '0', image: '0', web_search: '0' },
  };
}
