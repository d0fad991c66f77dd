import { count, object, text, type Json } from './json';

/** Fields of a reasoning detail that arrive in pieces. */
const grown = ['text', 'summary', 'data'] as const;

/**
 * OpenRouter's `reasoning_details`, put together from their pieces: they go back unchanged with the next request
 * (https://openrouter.ai/docs/use-cases/reasoning-tokens, 2026-11). Pieces of one detail share its type and index.
 */
export function addDetail(details: Record<string, unknown>[], piece: Json): void {
  const last = details.at(-1);
  const isSame =
    last !== undefined &&
    last['type'] === piece['type'] &&
    last['index'] === piece['index'] &&
    count(piece['index']) !== undefined &&
    piece['type'] !== 'reasoning.encrypted';
  if (!isSame) {
    details.push({ ...piece });
    return;
  }
  for (const [name, value] of Object.entries(piece)) {
    if (value === null || value === undefined) continue;
    const before = text(last[name]);
    const isGrown = grown.some(field => field === name) && before !== undefined;
    last[name] = isGrown ? `${before}${text(value) ?? ''}` : value;
  }
}

/** The readable words of a detail, for servers that send no plain `reasoning` beside it. */
export function wordsOfDetail(detail: unknown): string {
  const { text: words, summary } = object(detail);
  return text(words) ?? text(summary) ?? '';
}
