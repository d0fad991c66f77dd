import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Label } from '../domain/row';
import { toolId, type Tool } from '../domain/tool';
import { canonicalJson } from '../lib/canonical-json';

/** SHA-256 of a value's canonical JSON, lower-case hex. */
export function hashOf(value: unknown): string {
  return bytesToHex(sha256(new TextEncoder().encode(canonicalJson(value))));
}

/** Hash of what a tool takes: a grant for another shape is void. */
export const schemaHash = (tool: Pick<Tool, 'input'>): string => hashOf(tool.input);

/** All that an approval holds for; if any of it differs when the tool is to be used, it is asked again. */
export interface Approved {
  tool: string;
  schema: string;
  /** Canonical. */
  input: unknown;
  labels: readonly Label[];
  /** Revisions that would be written over. */
  over: readonly string[];
  run: string;
  act: string;
}

/** What an approval is bound to (RUNTIME: Gates). */
export function fingerprint({ labels, ...rest }: Approved): string {
  return hashOf({ ...rest, labels: labels.map(({ source, from }) => `${source}:${from}`).sort() });
}

/** What makes two calls the same for the loop guard; nothing for a tool that asks again on purpose. */
export function sameness(tool: Tool, input: unknown): string | undefined {
  if (tool.polls) return undefined;
  const cosmetic = new Set(tool.cosmetic);
  const kept =
    typeof input === 'object' && input !== null && !Array.isArray(input)
      ? Object.fromEntries(Object.entries(input).filter(([name]) => !cosmetic.has(name)))
      : input;
  return hashOf({ tool: toolId(tool), input: kept }).slice(0, 32);
}
