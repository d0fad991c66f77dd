import type { Hlc } from '../domain/hlc';
import type { DocumentRow } from '../domain/row';
import { canonicalJson } from '../lib/canonical-json';
import type { GraveRow } from './rows';

/** Any document or link, as the merge sees it. */
export type AnyDocument = DocumentRow<string> & Record<string, unknown>;

/** A row of a document table, seen as one: all of them have the envelope. */
export const asDocument = (row: object): AnyDocument => row as AnyDocument;

/** What one side says of one field. A removed field is a claim too; a field that was never set is none. */
interface Claim {
  stamp: Hlc;
  value: unknown;
}

const envelope = new Set(['id', 'v', 'at', 'born', 'edits']);
const inBody = 'body.';

/**
 * Two states of one document joined field by field, larger stamp wins. Idempotent, commutative and associative; equal
 * stamps (a fault, or an old version of one writer) go to the larger canonical bytes, so that no order matters.
 */
export function mergeDocuments(one: AnyDocument, other: AnyDocument): AnyDocument {
  const claims = claimsOf(one);
  for (const [field, claim] of claimsOf(other)) {
    const rival = claims.get(field);
    claims.set(field, rival ? stronger(rival, claim) : claim);
  }
  const older = one.born < other.born || (one.born === other.born && one.at <= other.at) ? one : other;
  return build(older, Math.max(one.v, other.v), claims);
}

/** What was forgotten twice was forgotten at the first time. */
export function mergeGraves(one: GraveRow, other: GraveRow): GraveRow {
  if (one.stamp !== other.stamp) return one.stamp < other.stamp ? one : other;
  return canonicalJson(one) <= canonicalJson(other) ? one : other;
}

/** Whether two rows are the same, byte for byte. */
export function sameBytes(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

function claimsOf(row: AnyDocument): Map<string, Claim> {
  const claims = new Map<string, Claim>();
  for (const [field, stamp] of Object.entries(row.edits ?? {})) claims.set(field, { stamp, value: undefined });
  const claim = (field: string, value: unknown) => {
    if (value !== undefined) claims.set(field, { stamp: row.edits?.[field] ?? row.born, value });
  };
  for (const [field, value] of Object.entries(row)) {
    if (envelope.has(field)) continue;
    if (field !== 'body' || typeof value !== 'object' || value === null) claim(field, value);
    else for (const [inner, innerValue] of Object.entries(value)) claim(`${inBody}${inner}`, innerValue);
  }
  return claims;
}

function stronger(one: Claim, other: Claim): Claim {
  if (one.stamp !== other.stamp) return one.stamp > other.stamp ? one : other;
  return bytesOf(one.value) >= bytesOf(other.value) ? one : other;
}

const bytesOf = (value: unknown) => (value === undefined ? '' : canonicalJson(value));

function build({ id, at, born, ...rest }: AnyDocument, v: number, claims: Map<string, Claim>): AnyDocument {
  const fields: Record<string, unknown> = {};
  const body: Record<string, unknown> = {};
  const edits: Record<string, Hlc> = {};
  for (const [field, { stamp, value }] of claims) {
    if (stamp !== born) edits[field] = stamp;
    if (value === undefined) continue;
    if (field.startsWith(inBody)) body[field.slice(inBody.length)] = value;
    else fields[field] = value;
  }
  return {
    ...fields,
    id,
    v,
    at,
    born,
    ...(Object.keys(edits).length > 0 ? { edits } : {}),
    ...('body' in rest ? { body } : {}),
  };
}
