import type { ProviderName, Wire } from './connection';

/** How a provider is reached when nothing else is said. */
interface ProviderDefaults {
  wire: Wire;
  /** Absolute, without a trailing slash. */
  baseUrl: string;
  /** The header that carries the key, and what stands before it. */
  header: string;
  prefix: string;
}

const bearer = { header: 'authorization', prefix: 'Bearer ' } as const;

/**
 * Providers a key alone is enough for. Base URLs and auth schemes from the providers' own API references, November 2026;
 * Anthropic's version 2026-10-21 still documents `x-api-key`.
 */
export const providerDefaults: Record<Exclude<ProviderName, 'custom' | 'simulated'>, ProviderDefaults> &
  Partial<Record<ProviderName, ProviderDefaults>> = {
  anthropic: {
    wire: 'anthropic-messages',
    baseUrl: 'https://api.anthropic.com/v1',
    header: 'x-api-key',
    prefix: '',
  },
  openai: { wire: 'openai-responses', baseUrl: 'https://api.openai.com/v1', ...bearer },
  openrouter: { wire: 'openai-chat', baseUrl: 'https://openrouter.ai/api/v1', ...bearer },
  google: {
    wire: 'gemini',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
    header: 'x-goog-api-key',
    prefix: '',
  },
  groq: { wire: 'openai-chat', baseUrl: 'https://api.groq.com/openai/v1', ...bearer },
  mistral: { wire: 'openai-chat', baseUrl: 'https://api.mistral.ai/v1', ...bearer },
  deepseek: { wire: 'openai-chat', baseUrl: 'https://api.deepseek.com/v1', ...bearer },
  xai: { wire: 'openai-chat', baseUrl: 'https://api.x.ai/v1', ...bearer },
};

/** The header that carries the key to a server of one's own, by what it speaks. */
export const compatibleAuth: Readonly<Record<Exclude<Wire, 'simulated'>, Pick<ProviderDefaults, 'header' | 'prefix'>>> =
  {
    'openai-chat': bearer,
    'openai-responses': bearer,
    'anthropic-messages': { header: 'x-api-key', prefix: '' },
    gemini: { header: 'x-goog-api-key', prefix: '' },
  };

/** How a connection's key is carried. */
export function authOf({
  provider,
  wire,
}: {
  provider: ProviderName;
  wire: Wire;
}): Pick<ProviderDefaults, 'header' | 'prefix'> {
  return providerDefaults[provider] ?? (wire === 'simulated' ? bearer : compatibleAuth[wire]);
}
