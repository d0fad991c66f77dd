import type { ProviderName } from './connection';

/** What the beginning of a key tells. `several`: more than one provider makes such keys. */
type KeyPrefix =
  | { is: 'provider'; provider: ProviderName }
  | { is: 'several'; providers: readonly ProviderName[] }
  | { is: 'admin'; provider: ProviderName }
  | { is: 'unknown' };

/** Longest first. Seen in the providers' own documents and SDKs, November 2026; a manual choice always stands beside. */
const prefixes: readonly (readonly [prefix: string, tells: KeyPrefix])[] = [
  ['sk-ant-admin', { is: 'admin', provider: 'anthropic' }],
  ['sk-ant-', { is: 'provider', provider: 'anthropic' }],
  ['sk-or-', { is: 'provider', provider: 'openrouter' }],
  ['sk-admin-', { is: 'admin', provider: 'openai' }],
  ['sk-proj-', { is: 'provider', provider: 'openai' }],
  ['sk-svcacct-', { is: 'provider', provider: 'openai' }],
  ['AIza', { is: 'provider', provider: 'google' }],
  ['gsk_', { is: 'provider', provider: 'groq' }],
  ['xai-', { is: 'provider', provider: 'xai' }],
  // OpenAI's older keys and DeepSeek's look alike.
  ['sk-', { is: 'several', providers: ['openai', 'deepseek'] }],
];

/** Recognises who made a key by how it begins. */
export function keyPrefix(key: string): KeyPrefix {
  return prefixes.find(([prefix]) => key.trim().startsWith(prefix))?.[1] ?? { is: 'unknown' };
}
