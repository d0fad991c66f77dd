/**
 * Lenient readers of what a provider sent. Providers add fields and event types without notice, so what is not known is
 * passed over; only what is read is checked. Used instead of schemas on streams: they see a thousand events a second.
 */
export interface Json {
  readonly [name: string]: unknown;
}

const nothing: Json = {};

/** The value as an object; an empty one when it is anything else. */
export function object(value: unknown): Json {
  // One of the three doors where `as` is allowed: the shape was just checked.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : nothing;
}

/** The value as an array; an empty one when it is anything else. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as text, if it is text. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value as a whole number ≥ 0, if it is one. */
export function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** A number or numeric text as decimal text, exactly as JSON's shortest form has it. */
export function decimal(value: unknown): string | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : text(value);
}

/** Parsed JSON, or `undefined` where the text is none. */
export function parseJson(source: string): unknown {
  try {
    const value: unknown = JSON.parse(source);
    return value;
  } catch {
    return undefined;
  }
}
