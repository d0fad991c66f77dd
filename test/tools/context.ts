import type { ToolContext } from '../../src/domain/tool';

/** What a tool is given in a workspace without files or a plan. */
export function emptyContext(over: Partial<ToolContext> = {}): ToolContext {
  return {
    now: () => 0,
    zone: 'UTC',
    abort: new AbortController().signal,
    files: { list: () => Promise.resolve([]), read: () => Promise.resolve(undefined) },
    plan: { steps: () => Promise.resolve([]) },
    colleagues: [],
    ...over,
  };
}
