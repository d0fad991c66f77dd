import type { BillReading } from '../domain/bill';
import type { ProviderName } from '../domain/connection';
import type { BillTable } from './bill-table';

/** What each column of a bill holds, by its place; what nobody could tell is absent. */
export interface BillColumns {
  provider: ProviderName | undefined;
  day: number | undefined;
  model: number | undefined;
  cost: number | undefined;
  unit: BillReading['unit'] | undefined;
  /** Money beside the cost: what OpenRouter passed on to the user's own key at another provider. */
  besides: number[];
  /** Words that tell what was paid for. */
  kinds: number[];
  tiers: number[];
  currency: number | undefined;
  calls: number | undefined;
  /** Together all input tokens, cached or not. */
  input: number[];
  output: number[];
}

/**
 * Names of columns, the surest first. Of OpenAI's and Anthropic's interfaces and OpenRouter's activity they are known
 * (openapi 2.3.0, SDK 1.12.0, openrouter.openapi.yaml); those of the consoles' CSV files are guesses, so the user can
 * say otherwise.
 */
const names = {
  day: [
    'date',
    'day',
    'usage_date',
    'usage_date_utc',
    'date_utc',
    'starting_at',
    'start_time_iso',
    'start_time',
    'timestamp',
    'created_at',
    'time',
  ],
  model: ['model', 'model_id', 'model_name', 'model_version', 'model_permaslug', 'line_item'],
  cost: ['amount_value', 'cost_usd', 'amount_usd', 'total_cost_usd', 'cost_in_usd', 'cost', 'total_cost', 'amount'],
  currency: ['amount_currency', 'currency', 'currency_code'],
  calls: ['num_model_requests', 'requests', 'num_requests', 'request_count'],
  input: ['input_tokens', 'prompt_tokens', 'usage_input_tokens'],
  output: ['output_tokens', 'completion_tokens', 'usage_output_tokens'],
} as const;

/** Classes of input where no column holds all of it. */
const inputClass = /uncached_input|no_cache|cache_read|cache_creation|cache_write|input_cached/;
const kindName = /^(cost_type|token_type|usage_type|line_item|description|product|sku)$/;
const tierName = /^(service_tier|tier|batch|speed)$/;

/** Finds the columns of a table by their names, and whose it is by the company they keep. */
export function findColumns({ headings, rows }: BillTable): BillColumns {
  const known = headings.map(nameOf);
  const place = (wanted: readonly string[]) => {
    const found = wanted.find(name => known.includes(name));
    return found === undefined ? undefined : known.indexOf(found);
  };
  const all = (pattern: RegExp) => known.flatMap((name, index) => (pattern.test(name) ? [index] : []));
  const model = place(names.model);
  const provider = sourceOf(known) ?? providerOf(rows, model);
  // OpenRouter calls its cost "usage", a name that elsewhere counts something.
  const cost = place(provider === 'openrouter' ? ['usage', 'usage_usd', ...names.cost] : names.cost);
  const unit = cost === undefined ? undefined : unitOf(known[cost] ?? '', known, provider);
  const whole = place(names.input);
  return {
    provider,
    day: place(names.day),
    model,
    cost,
    unit,
    currency: place(names.currency),
    calls: place(names.calls),
    besides: cost === undefined ? [] : all(/^byok_usage_inference$/),
    kinds: all(kindName),
    tiers: all(tierName),
    input: whole === undefined ? all(inputClass) : [whole],
    output: [place(names.output)].filter(index => index !== undefined),
  };
}

/** How a table is read without asking; `undefined` where something must be asked. */
export function sureReading({ provider, day, model, cost, unit, input, output }: BillColumns): BillReading | undefined {
  if (!provider || day === undefined || model === undefined) return undefined;
  if (cost !== undefined) return unit && { provider, day, model, cost, unit };
  return input.length > 0 && output.length > 0 ? { provider, day, model, unit: 'dollars' } : undefined;
}

/** `Cost (USD)` and `cost_usd` are one. */
function nameOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}

function sourceOf(known: readonly string[]): ProviderName | undefined {
  const has = (...wanted: string[]) => wanted.every(name => known.includes(name));
  if (has('model_permaslug') || has('byok_usage_inference')) return 'openrouter';
  if (has('line_item', 'amount_value') || has('num_model_requests')) return 'openai';
  if (has('starting_at', 'service_tier') || has('cost_type', 'token_type') || has('uncached_input_tokens'))
    return 'anthropic';
  return undefined;
}

/** Whose models a table names, where all that it names are of one provider. */
function providerOf(rows: readonly (readonly string[])[], model: number | undefined): ProviderName | undefined {
  if (model === undefined) return undefined;
  const sources = new Set(rows.map(row => row[model] ?? '').flatMap(name => (name === '' ? [] : [makerOf(name)])));
  const [only] = sources;
  return sources.size === 1 ? only : undefined;
}

function makerOf(model: string): ProviderName | undefined {
  if (model.includes('/')) return 'openrouter';
  if (/^claude/i.test(model)) return 'anthropic';
  if (/^(gpt|chatgpt|o\d)/i.test(model)) return 'openai';
  return undefined;
}

/** Anthropic's report tells cents (SDK 1.12.0: "in lowest units"), everybody else dollars; a bare name says neither. */
function unitOf(
  name: string,
  known: readonly string[],
  provider: ProviderName | undefined,
): BillReading['unit'] | undefined {
  if (/cents?$/.test(name)) return 'cents';
  if (/usd|dollar/.test(name) || name === 'amount_value') return 'dollars';
  if (provider === 'openrouter') return 'dollars';
  if (provider === 'anthropic' && name === 'amount' && known.includes('starting_at')) return 'cents';
  return undefined;
}
