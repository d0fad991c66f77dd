import { hostNamed, hostOf } from './destination';
import { isInForce, isUsedUp, type GrantRow } from './grant';
import type { Id, Instant } from './id';
import { fieldsOf, isObject } from './json-value';
import { isMany, sourceOf } from './label';
import { matches, touches } from './pattern';
import type { Label } from './row';
import { leaves, toolId, type Tool } from './tool';

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
  /** Uses of this tool by this agent since midnight; a grant with a daily limit needs it. */
  usesToday?: number;
}

export type GateVerdict =
  /** `grant`: what let it pass; nothing where nobody has to be asked. */
  { is: 'go'; grant?: Id<'grant'> } | ({ is: 'ask' } & Because) | { is: 'refuse'; grant: Id<'grant'> };

/** What the card says about why it asks. */
type Because =
  /** Of what it does, and nothing allows it. */
  | { because: 'effect' }
  /** Foreign text led here, and this would leave the workspace. */
  | { because: 'labels'; labels: Label[] }
  /** The user wants to be asked. */
  | { because: 'grant'; grant: Id<'grant'> }
  /** It was allowed, for a tool that has changed since. */
  | { because: 'tool-changed'; grant: Id<'grant'> }
  /** It was allowed, as often as it has happened today. */
  | { because: 'used-up'; grant: Id<'grant'> };

/** Whether a call may happen unasked. Never beats ask beats allow beats the default (RUNTIME: Gates). */
export function gate(call: GatedCall, grants: readonly GrantRow[]): GateVerdict {
  const own = grants.filter(grant => grant.body.tool === toolId(call.tool) && isInForce(grant, call));
  const forbids = own.find(({ decision, body }) => decision === 'never' && touches(body.when, call.input));
  if (forbids) return { is: 'refuse', grant: forbids.id };
  const asks = own.find(({ decision, body }) => decision === 'ask' && touches(body.when, call.input));
  if (asks) return { is: 'ask', because: 'grant', grant: asks.id };
  return needsNobody(call.tool) ? { is: 'go' } : grantedBy(own, call);
}

/** What changes nothing that lasts, or only the plan, and stays inside. */
function needsNobody({ effect, reach }: GatedCall['tool']): boolean {
  const harmless = effect === 'pure' || effect === 'read';
  return reach === 'none' ? harmless || effect === 'idempotent' : reach === 'workspace' && harmless;
}

function grantedBy(own: readonly GrantRow[], call: GatedCall): GateVerdict {
  const fitting = own.filter(({ decision, body }) => decision === 'allow' && matches(body.when, call.input));
  const known = fitting.filter(({ body }) => body.schema === call.schema);
  const usable = known.filter(grant => !isUsedUp(grant, call.usesToday));
  const pass = usable.find(({ body }) => inTheWay(call, body.trusts).length === 0);
  if (pass) return { is: 'go', grant: pass.id };
  const labels = inTheWay(call, usable[0]?.body.trusts ?? []);
  if (labels.length > 0) return { is: 'ask', because: 'labels', labels };
  const [usedUp] = known;
  if (usedUp) return { is: 'ask', because: 'used-up', grant: usedUp.id };
  const [changed] = fitting;
  return changed ? { is: 'ask', because: 'tool-changed', grant: changed.id } : { is: 'ask', because: 'effect' };
}

/** The labels that keep a call from leaving: all that are not trusted, unless it only goes back to where they came from. */
function inTheWay(call: GatedCall, trusts: readonly string[]): Label[] {
  if (!leaves(call.tool) || goesBack(call)) return [];
  return call.labels.filter(label => isMany(label) || !trusts.includes(sourceOf(label)));
}

/**
 * Whether a call reads from the one host that all its foreign text came from, and says nothing but addresses there: a page
 * may lead to the next page of its own site.
 */
function goesBack({ tool, input, labels }: GatedCall): boolean {
  if (tool.effect !== 'read') return false;
  const texts = textsIn(input);
  const [target] = texts;
  const host = target === undefined ? undefined : hostOf(target);
  if (host === undefined || texts.some(text => hostOf(text) !== host)) return false;
  return labels.every(label => label.source === 'web' && hostNamed(label.from) === host);
}

/** Every text in an input. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? fieldsOf(value).flatMap(([, field]) => textsIn(field)) : [];
}
