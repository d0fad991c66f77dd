import { blocksOf, type MessagesBody } from './anthropic';
import type { ResponsesBody } from './responses';

/** What providers refuse of how a model is asked to think, and of where it is asked to cache (recorded 2025–2026). */

export function complainOfThinking({ thinking, max_tokens, messages }: MessagesBody): string | undefined {
  if (thinking?.type !== 'enabled') return undefined;
  const budget = thinking.budget_tokens ?? 0;
  if (budget < 1_024) return 'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024';
  if (budget >= (max_tokens ?? 0)) return '`max_tokens` must be greater than `thinking.budget_tokens`';
  const isUnderWay = blocksOf(messages.at(-1)?.content ?? '').some(({ type }) => type === 'tool_result');
  const answer = messages.findLastIndex(({ role }) => role === 'assistant');
  const first = blocksOf(messages[answer]?.content ?? '')[0]?.type;
  return isUnderWay && first !== 'thinking' && first !== 'redacted_thinking'
    ? `messages.${answer}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${first}\``
    : undefined;
}

export function complainOfBreakpoints(body: MessagesBody): string | undefined {
  const found = JSON.stringify(body).split('"cache_control":').length - 1;
  return found > 4 ? `A maximum of 4 blocks with cache_control may be provided. Found ${found}.` : undefined;
}

/** The efforts of the models this server lists. */
const efforts: Readonly<Record<string, readonly string[]>> = {
  'gpt-5.1': ['none', 'low', 'medium', 'high'],
  'gpt-5-mini': ['minimal', 'low', 'medium', 'high'],
};

export function complainOfEffort({ model, reasoning }: ResponsesBody): string | undefined {
  const supported = efforts[model];
  const effort = reasoning?.effort;
  return effort !== undefined && supported && !supported.includes(effort)
    ? `Unsupported value: '${effort}' is not supported with the '${model}' model. Supported values are: ${supported.join(', ')}.`
    : undefined;
}
