import type { GrantRow } from './grant';
import type { Id, Instant } from './id';
import type { Label } from './row';
import type { Tool } from './tool';

/** One tool call that wants to happen. */
export interface GatedCall {
  tool: Pick<Tool, 'source' | 'name' | 'effect' | 'reach'>;
  /** Hash of the tool's input schema. */
  schema: string;
  /** Canonical. */
  input: unknown;
  /** Of everything in the window that led to it. */
  labels: readonly Label[];
  run: Id<'run'>;
  now: Instant;
}

/** `because`: what the card says about why it asks. */
export type GateVerdict =
  | { is: 'go'; grant?: Id<'grant'> }
  | { is: 'ask'; because: 'effect' | 'labels' | 'grant' }
  | { is: 'refuse' };

/** Whether a call may happen unasked. Never beats ask beats allow (RUNTIME: Gates). */
export function gate(call: GatedCall, grants: readonly GrantRow[]): GateVerdict {
  const { tool } = call;
  const own = grants.filter(grant => grant.body.tool === `${tool.source}/${tool.name}`);
  if (own.some(grant => grant.decision === 'never')) return { is: 'refuse' };
  if (own.some(grant => grant.decision === 'ask')) return { is: 'ask', because: 'grant' };
  const harmless = tool.effect === 'pure' || tool.effect === 'read';
  return harmless && tool.reach !== 'outward' ? { is: 'go' } : { is: 'ask', because: 'effect' };
}
