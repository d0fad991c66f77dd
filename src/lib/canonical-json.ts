/**
 * The canonical JSON of a value (RFC 8785): keys sorted by UTF-16 code units, no white space, numbers as ECMAScript
 * prints them. Fields whose value is `undefined` are left out, as JSON.stringify does. Throws `TypeError` for what JSON
 * has no form for (non-finite numbers, functions, symbols, bigints).
 *
 * Beyond RFC 8785 a lone surrogate, which a cut stream can leave, is written as its escape and so survives.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('JSON has no form for a number that is not finite');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(item => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object') {
    const fields = value as Record<string, unknown>;
    const lines: string[] = [];
    // The default order compares UTF-16 code units: what RFC 8785 section 3.2.3 asks for.
    for (const key of Object.keys(fields).sort()) {
      const field = fields[key];
      if (field !== undefined) lines.push(`${JSON.stringify(key)}:${canonicalJson(field)}`);
    }
    return `{${lines.join(',')}}`;
  }
  throw new TypeError(`JSON has no form for a ${typeof value}`);
}

/** Reads JSON this code wrote itself; what comes from outside goes through a check instead. */
export function parseOwnJson<Value>(text: string): Value {
  return JSON.parse(text) as Value;
}
