import type { ModelAbilities, ModelInfo, ProviderName } from '../domain/connection';
import { budgetEfforts } from './efforts';

type Known = ModelAbilities & Pick<ModelInfo, 'reasoning'>;
type Rule = readonly [pattern: RegExp, known: Known];

/**
 * OpenAI's models that see also read PDFs and keep to a schema (https://developers.openai.com/api/docs/guides/pdf-files and
 * …/structured-outputs, 2026-11).
 */
const sees = { images: true, pdfs: true, structured: true } as const;
const blind = { images: false, pdfs: false, reasoning: false } as const;
const thinks = (...efforts: string[]): Known => ({ reasoning: true, efforts });

/** Thousands of tokens of a window that no list tells (genai-prices 0.1.8, 2026-09-23). */
const window = (thousands: number) => ({ contextWindow: thousands * 1_000 });

/**
 * What lists do not tell, by id; the first match counts. OpenAI's efforts: https://developers.openai.com/api/docs/guides/reasoning
 * and the refusals that name what is supported (openai/openai-agents-python#2089, pydantic/pydantic-ai#7081,
 * langchain-ai/langchain#40330). xAI: https://docs.x.ai/developers/model-capabilities/text/reasoning. Groq:
 * https://console.groq.com/docs/reasoning. Google: https://ai.google.dev/gemini-api/docs/thinking. All 2026-11.
 */
const rules: Partial<Record<ProviderName, readonly Rule[]>> = {
  openai: [
    [/^gpt-4-turbo|^chatgpt-4o/, { ...sees, ...window(128), structured: false, reasoning: false }],
    [/^gpt-4\.1/, { ...sees, ...window(1_048), reasoning: false }],
    [/^gpt-5.*chat|^gpt-4o/, { ...sees, ...window(128), reasoning: false }],
    [/^gpt-3|^gpt-4/, blind],
    [/^gpt-6/, { ...sees, ...window(1_050), ...thinks('low', 'medium', 'high', 'xhigh', 'max') }],
    [/^gpt-5\.[6-9]/, { ...sees, ...window(1_050), ...thinks('none', 'low', 'medium', 'high', 'xhigh', 'max') }],
    [/^gpt-5\.2-pro/, { ...sees, ...window(400), ...thinks('medium', 'high', 'xhigh') }],
    [/^gpt-5\.\d+-pro/, { ...sees, ...window(1_050), ...thinks('medium', 'high', 'xhigh') }],
    [
      /^gpt-5\.1-codex-max|^gpt-5\.[2-5]-codex/,
      { ...sees, ...window(400), ...thinks('low', 'medium', 'high', 'xhigh') },
    ],
    [
      /^gpt-5\.[45](?!-(?:mini|nano))/,
      { ...sees, ...window(1_050), ...thinks('none', 'low', 'medium', 'high', 'xhigh') },
    ],
    [/^gpt-5\.[2-5]/, { ...sees, ...window(400), ...thinks('none', 'low', 'medium', 'high', 'xhigh') }],
    [/^gpt-5(\.1)?-codex/, { ...sees, ...window(400), ...thinks('low', 'medium', 'high') }],
    [/^gpt-5\.1/, { ...sees, ...window(400), ...thinks('none', 'low', 'medium', 'high') }],
    [/^gpt-5-pro/, { ...sees, ...window(400), ...thinks('high') }],
    [/^gpt-5/, { ...sees, ...window(400), ...thinks('minimal', 'low', 'medium', 'high') }],
    [/^o3-mini/, { ...blind, ...window(200), structured: true, ...thinks('low', 'medium', 'high') }],
    [
      /^o[134](?!-(?:mini|preview)|.*deep-research)|^o4-mini(?!.*deep)/,
      { ...sees, ...window(200), ...thinks('low', 'medium', 'high') },
    ],
  ],
  mistral: [
    // https://docs.mistral.ai/capabilities/reasoning/adjustable, 2026-11: these two, the others always think or never do.
    [/^mistral-(?:small-(?:latest|26)|medium-3-5)/, { structured: true, ...thinks('none', 'high') }],
    // https://docs.mistral.ai/capabilities/structured_output, 2026-11.
    [/^(?:mistral|ministral|magistral|pixtral|codestral(?!-mamba)|devstral)-/, { structured: true }],
  ],
  // https://api-docs.deepseek.com/guides/thinking_mode, 2026-11: it thinks unless told not to; other words are one of these.
  deepseek: [[/^deepseek-(?:v[4-9]|flash|pro)/, { ...window(1_000), ...thinks('none', 'low', 'high', 'max') }]],
  groq: [[/gpt-oss-\d/, { ...blind, structured: true, ...thinks('low', 'medium', 'high') }]],
  xai: [
    [/^grok-3-mini/, { ...blind, ...window(131), structured: true, ...thinks('low', 'high') }],
    [/^grok-4\.3/, { ...window(1_000), structured: true, ...thinks('none', 'low', 'medium', 'high') }],
    // https://docs.x.ai/docs/guides/structured-outputs, 2026-11.
    [/^grok-3/, { ...window(131), structured: true }],
    [/^grok-4\.[56]/, { ...window(500), structured: true }],
    [/^grok-[4-9]/, { structured: true }],
  ],
  google: [
    // The second generation takes budgets of tokens instead of a level, and no schema beside tools.
    [/^gemini-[12]\b/, { ...sees, structured: false, efforts: budgetEfforts, thinking: 'budget' }],
    [/^gemini-3-pro/, { ...sees, efforts: ['low', 'high'] }],
    [/^gemini-3(\.[0-7])?-flash/, { ...sees, efforts: ['minimal', 'low', 'medium', 'high'] }],
    [/^gemini-\d/, { ...sees, efforts: ['low', 'medium', 'high'] }],
  ],
};

/** What is known of a provider's model by its id alone; empty where nothing is. */
export function knownAbilities(provider: ProviderName, model: string): Known {
  return rules[provider]?.find(([pattern]) => pattern.test(model))?.[1] ?? {};
}
