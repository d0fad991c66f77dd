import type { Usage } from '../domain/usage';
import type { HostedUse } from './hosted-tools';
import { count, type Json } from './json';

/**
 * Google's figures in classes that never overlap, or nothing while none are given: the prompt includes what was cached,
 * what hosted tools read stands apart from it and is billed like it, the answer excludes the thoughts (WIRE 2.3).
 */
export function geminiUsage(raw: Json, hosted: HostedUse = {}): Usage | undefined {
  const prompt = count(raw['promptTokenCount']);
  const answer = count(raw['candidatesTokenCount']);
  if (prompt === undefined && answer === undefined) return undefined;
  const cacheRead = count(raw['cachedContentTokenCount']);
  const toolInput = count(raw['toolUsePromptTokenCount']) ?? 0;
  const reasoning = count(raw['thoughtsTokenCount']);
  return {
    input: Math.max(0, (prompt ?? 0) - (cacheRead ?? 0)) + toolInput,
    ...(cacheRead === undefined ? {} : { cacheRead }),
    output: (answer ?? 0) + (reasoning ?? 0),
    ...(reasoning === undefined ? {} : { reasoning }),
    ...hosted,
  };
}
