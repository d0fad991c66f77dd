import { tokenPieces, tokensOf, type Count } from './ledger';
import type { Host } from './hosts';
import type { Answer } from './scenarios';

/** What a request asks for, read from any wire. */
export interface Asked {
  model: string;
  /** The last words of the user. */
  words: string;
  /** The last turn's tool result, if it is one. */
  toolOutput?: string;
  /** Instructions and tools: what a prefix cache keeps. */
  prefix: string;
  /** The text of every turn. */
  turns: string[];
  /** What its pictures and documents count as. */
  fileTokens?: number;
  maxOutput?: number;
  /** The client pays for a cache to be written (Anthropic `cache_control`). */
  writesCache: boolean;
  /** The client wants usage at the end of the stream (Chat Completions `include_usage`). */
  wantsUsage: boolean;
  /** What the model thinks is counted but not shown. */
  hidesThoughts?: boolean;
  /** The answer is made whether anybody listens or not (Responses `background`). */
  background?: boolean;
}

/** An answer ready to be put into a wire's events. */
export interface Reply {
  id: string;
  host: Host;
  model: string;
  reasoning: string[];
  text: string[];
  tool?: ReplyTool;
  /** More tools in the same answer. */
  also: ReplyTool[];
  stop: 'end' | 'length' | 'refusal' | 'tool-calls';
  count: Count;
  wantsUsage: boolean;
  hidesThoughts?: boolean;
  background?: boolean;
  /** What it costs, for the host that says so. */
  dollars?: string;
}

interface ReplyTool {
  call: string;
  name: string;
  json: string;
}

/** One event of a stream, and how many tokens the model made for it. */
export interface Frame {
  text: string;
  tokens: number;
}

interface Identity {
  id: string;
  host: Host;
  /** Whether this host has seen the same prefix before. */
  prefixKnown: boolean;
}

/** Fits an answer to the request: the output limit holds and everything is counted. */
export function compose(asked: Asked, answer: Answer, identity: Identity): Reply {
  const json = answer.tool ? JSON.stringify(answer.tool.input) : '';
  const also = (answer.also ?? []).map(({ name, input }, index) => ({
    call: `call_${identity.id}_${index + 2}`,
    name,
    json: JSON.stringify(input),
  }));
  let room = asked.maxOutput ?? Number.POSITIVE_INFINITY;
  const take = (text: string) => {
    const pieces = tokenPieces(text).slice(0, Math.max(0, room));
    room -= pieces.length;
    return pieces;
  };
  const reasoning = take(answer.reasoning ?? '');
  const text = take(answer.text);
  const cut = reasoning.length + text.length < tokensOf(answer.reasoning ?? '') + tokensOf(answer.text);
  const inputs = [json, ...also.map(tool => tool.json)];
  const output = reasoning.length + text.length + inputs.reduce((sum, one) => sum + tokensOf(one), 0);
  return {
    id: identity.id,
    host: identity.host,
    model: asked.model,
    reasoning,
    text,
    ...(answer.tool && { tool: { call: `call_${identity.id}`, name: answer.tool.name, json } }),
    also,
    stop: cut ? 'length' : (answer.stop ?? (answer.tool ? 'tool-calls' : 'end')),
    count: { ...inputOf(asked, identity.prefixKnown), output, reasoning: reasoning.length },
    wantsUsage: asked.wantsUsage,
    ...(asked.hidesThoughts && { hidesThoughts: true }),
    ...(asked.background && { background: true }),
  };
}

export function inputOf(asked: Asked, prefixKnown: boolean): Pick<Count, 'fresh' | 'cacheRead' | 'cacheWrite'> {
  const prefix = tokensOf(asked.prefix);
  const rest = asked.turns.reduce((sum, turn) => sum + tokensOf(turn) + 4, asked.fileTokens ?? 0);
  if (prefix === 0) return { fresh: rest, cacheRead: 0, cacheWrite: 0 };
  if (prefixKnown) return { fresh: rest, cacheRead: prefix, cacheWrite: 0 };
  if (asked.writesCache) return { fresh: rest, cacheRead: 0, cacheWrite: prefix };
  return { fresh: rest + prefix, cacheRead: 0, cacheWrite: 0 };
}
