import * as v from 'valibot';

/** What the shapes of rows are built from. Every object is strict: an unknown field is refused. */

export const id = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
);
/** Of any year to 10331: there must be room for a later one, or nothing could ever edit the row. */
export const stamp = v.pipe(v.string(), v.regex(/^[0-9a-e][0-9a-f]{27}$/));
export const replica = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/));
export const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
export const day = v.pipe(v.string(), v.regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/));
export const errorCode = v.pipe(v.string(), v.regex(/^[a-z]+(?:-[a-z]+)*$/));

/** A whole number from 0: counts, nano-dollars. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Milliseconds since 1970, as far as a Date reaches (ECMA-262, Time Values): beyond that no screen could show it. */
export const instant = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15));

const row = { id, v: count, at: instant, born: stamp };
export const documentRow = {
  ...row,
  edits: v.optional(v.record(v.pipe(v.string(), v.regex(/^(?:body\.)?[A-Za-z]+$/)), stamp)),
  gone: v.optional(v.boolean()),
  home: v.optional(replica),
};
export const ledgerRow = { ...row, replica };
export const chainedRow = { ...ledgerRow, seq: count, prev: hash, hash };

export const wire = v.picklist(['anthropic-messages', 'openai-responses', 'openai-chat', 'gemini', 'simulated']);
export const provider = v.picklist([
  'anthropic',
  'openai',
  'openrouter',
  'groq',
  'mistral',
  'deepseek',
  'xai',
  'google',
  'custom',
  'simulated',
]);
export const tier = v.picklist(['fast', 'balanced', 'strong', 'long-context', 'vision']);
export const purpose = v.picklist(['answer', 'summary', 'title', 'check', 'models', 'prices', 'tool', 'sign-in']);
export const stopReason = v.picklist([
  'end',
  'length',
  'tool-calls',
  'refusal',
  'paused',
  'context-full',
  'stop-sequence',
]);
export const effect = v.picklist(['pure', 'read', 'idempotent', 'write', 'billed']);
export const reach = v.picklist(['none', 'workspace', 'provider', 'outward']);
export const waiting = v.picklist([
  'approval',
  'input',
  'child',
  'rate',
  'budget',
  'timer',
  'network',
  'key-locked',
  'paused',
  'agent',
]);
export const labels = v.array(
  v.strictObject({
    source: v.picklist(['web', 'mcp', 'file', 'external']),
    from: v.string(),
    payload: v.optional(hash),
  }),
);
export const actKind = v.picklist([
  'model-call',
  'tool-call',
  'approval',
  'child-run',
  'compaction',
  'timer',
  'artifact',
]);

/** How a model is asked. */
const asks = { effort: v.optional(v.string()), maxOutput: v.optional(count) };

export const asked = v.strictObject(asks);

export const modelChoice = v.strictObject({ connection: id, model: v.string(), ...asks });

/** What the user says of a model. */
export const modelAbilities = v.strictObject({
  contextWindow: v.optional(count),
  maxOutput: v.optional(count),
  tools: v.optional(v.boolean()),
  images: v.optional(v.boolean()),
  pdfs: v.optional(v.boolean()),
  structured: v.optional(v.boolean()),
  efforts: v.optional(v.array(v.string())),
  thinking: v.optional(v.picklist(['adaptive', 'budget'])),
});
export const errorValue = v.strictObject({
  code: errorCode,
  retryable: v.boolean(),
  parameters: v.record(v.string(), v.union([v.string(), v.number()])),
});

export const rates = v.strictObject({
  input: count,
  output: count,
  cacheRead: v.optional(count),
  cacheWrite: v.optional(count),
  cacheWriteHour: v.optional(count),
  webSearch: v.optional(count),
});
export const rateTiers = v.array(v.strictObject({ above: count, rates }));

export const usage = v.strictObject({
  input: count,
  cacheRead: v.optional(count),
  cacheWrite: v.optional(count),
  cacheWriteHour: v.optional(count),
  output: count,
  reasoning: v.optional(count),
  webSearches: v.optional(count),
  hostedCalls: v.optional(count),
});

/** https anywhere, http to this machine only: what the vault may reach; and the demo team's, which leads nowhere. */
export const baseUrl = v.pipe(
  v.string(),
  v.regex(/^(?:simulated:|(?:https:\/\/[^\s/?#@\\]+|http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?)(?:\/[^\s?#\\]*)?)$/),
);
