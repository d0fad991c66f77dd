/** How hard a model is asked to think, in the words providers share, least first. */
const order = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

/** Efforts least first; words that nobody else uses come last. */
export function inOrder(efforts: readonly string[]): string[] {
  const place = (effort: string) => (order.includes(effort) ? order.indexOf(effort) : order.length);
  return efforts.toSorted((a, b) => place(a) - place(b));
}

/** Tokens an effort stands for where a model wants a number: Google's own equation of the two (https://ai.google.dev/gemini-api/docs/openai, 2026-11). */
const budgets: Readonly<Record<string, number>> = { low: 1_024, medium: 8_192, high: 24_576 };

/** Efforts that can be told as a number of tokens. */
export const budgetEfforts = Object.keys(budgets);

/** Anthropic takes no smaller budget (https://platform.claude.com/docs/en/build-with-claude/extended-thinking, 2026-11). */
const smallest = 1_024;

/**
 * Tokens to think with, at most half of what the call may say: thinking counts as output. Nothing where that leaves less
 * than any model takes.
 */
export function budgetOf(effort: string, maxOutput: number): number | undefined {
  const budget = Math.min(budgets[effort] ?? 0, Math.floor(maxOutput / 2));
  return budget < smallest ? undefined : budget;
}
