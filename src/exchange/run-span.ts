import type { ProviderName } from '../domain/connection';
import type { CostEntryRow } from '../domain/cost-entry';
import { derivedId, type Id, type Instant } from '../domain/id';
import type { NanoUsd } from '../domain/money';
import { inputTokens } from '../domain/usage';

/**
 * Spans in OTLP's JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding: ids in hex, 64-bit numbers as
 * text, enums as numbers), named as the GenAI conventions 0.1.0 say, which are still in development
 * (https://github.com/open-telemetry/semantic-conventions-genai, 2026-11).
 */

export type Value =
  | { stringValue: string }
  | { intValue: string }
  | { boolValue: boolean }
  | { arrayValue: { values: Value[] } };

export interface Attribute {
  key: string;
  value: Value;
}

export interface SpanEvent {
  timeUnixNano: string;
  name: string;
  attributes: Attribute[];
}

export interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  /** 1 inside this process, 3 a call to a server. */
  kind: 1 | 3;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: Attribute[];
  events?: SpanEvent[];
  /** 2: it ended in an error. */
  status: { code: 0 } | { code: 2; message: string };
}

/** The same run is the same trace wherever it is exported: 16 bytes in hex. */
export const traceId = (run: Id<'run'>): string => hex(derivedId('trace', run), 32);

/** The span of a run, or of an attempt at one of its acts: 8 bytes in hex. */
export const spanId = (...of: (string | number)[]): string => hex(derivedId('span', of.join('|')), 16);

const hex = (id: string, digits: number) => id.replaceAll('-', '').slice(0, digits);

/** A moment in nanoseconds since 1970, as text: it is beyond what a number holds exactly. */
export const nanos = (at: Instant): string => `${at}000000`;

/** Attributes of what has a value; the others are left out. */
export function attributes(
  values: Readonly<Record<string, string | number | boolean | string[] | undefined>>,
): Attribute[] {
  return Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, value: valueOf(value) }],
  );
}

function valueOf(value: string | number | boolean | string[]): Value {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return { intValue: String(value) };
  return { arrayValue: { values: value.map(valueOf) } };
}

const providerNames: Partial<Record<ProviderName, string>> = {
  google: 'gcp.gemini',
  mistral: 'mistral_ai',
  xai: 'x_ai',
};

/** A provider as the conventions name it; those they do not know keep their own name. */
export const providerName = (provider: ProviderName | undefined) => provider && (providerNames[provider] ?? provider);

/** What a call used and cost. Cached tokens count among the input, reasoning among the output. */
export function usageOf(entry: CostEntryRow | undefined, cost: NanoUsd | undefined) {
  const { usage, basis } = entry ?? {};
  const written = usage && (usage.cacheWrite ?? 0) + (usage.cacheWriteHour ?? 0);
  return {
    'gen_ai.usage.input_tokens': usage && inputTokens(usage),
    'gen_ai.usage.output_tokens': usage?.output,
    'gen_ai.usage.cache_read.input_tokens': usage?.cacheRead,
    'gen_ai.usage.cache_write.input_tokens': written === 0 ? undefined : written,
    'gen_ai.usage.reasoning.output_tokens': usage?.reasoning,
    'retinue.cost_nano_usd': cost,
    'retinue.cost_basis': basis,
  };
}
