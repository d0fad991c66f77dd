import type { Usage } from '../domain/usage';
import { list, object, text, type Json } from './json';

/** What tools that a provider carries out itself are billed by, beside tokens. We ask for none; what comes is counted. */
export type HostedUse = Pick<Usage, 'webSearches' | 'hostedCalls'>;

/** Both together. */
export function plus(one: HostedUse, other: HostedUse): HostedUse {
  const webSearches = (one.webSearches ?? 0) + (other.webSearches ?? 0);
  const hostedCalls = (one.hostedCalls ?? 0) + (other.hostedCalls ?? 0);
  return { ...(webSearches > 0 ? { webSearches } : {}), ...(hostedCalls > 0 ? { hostedCalls } : {}) };
}

/** Anthropic's that cost nothing but tokens; searches stand in the usage itself (https://platform.claude.com/docs/en/about-claude/pricing, 2026-11). */
const costsTokensOnly = /^(?:web_search|web_fetch|tool_search_tool)/;

/** One finished block of a Messages answer. */
export function usedByBlock({ type, name }: Json): HostedUse {
  return type === 'server_tool_use' && !costsTokensOnly.test(text(name) ?? '') ? { hostedCalls: 1 } : {};
}

/** Rounds of a Messages call whose tokens its sum leaves out: what they cost can be told from no rate of its model. */
export function usedByRounds(usage: Json): HostedUse {
  return list(usage['iterations'])
    .filter(round => object(round)['type'] === 'compaction')
    .reduce<HostedUse>(sum => plus(sum, { hostedCalls: 1 }), {});
}

/** Items that are billed by the call (https://developers.openai.com/api/docs/pricing, 2026-11). */
const billedItems = ['file_search_call', 'code_interpreter_call', 'image_generation_call', 'shell_call'];

/** One finished item of a Responses answer. Opening a page that was found is part of the search. */
export function usedByItem({ type, action }: Json): HostedUse {
  if (type === 'web_search_call')
    return (text(object(action)['type']) ?? 'search') === 'search' ? { webSearches: 1 } : {};
  return billedItems.some(item => item === type) ? { hostedCalls: 1 } : {};
}

/**
 * Grounding of a Gemini answer: by query, of the second generation by request; maps are apart
 * (https://ai.google.dev/gemini-api/docs/pricing, 2026-11).
 */
export function usedByGrounding(grounding: Json, model: string): HostedUse {
  const queries = list(grounding['webSearchQueries']).filter(query => text(query)).length;
  const maps = list(grounding['groundingChunks']).some(chunk => 'maps' in object(chunk));
  return {
    ...(queries > 0 ? { webSearches: /^gemini-[12]\b/.test(model) ? 1 : queries } : {}),
    ...(maps ? { hostedCalls: 1 } : {}),
  };
}
