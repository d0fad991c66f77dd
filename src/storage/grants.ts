import type { GrantRow } from '../domain/grant';
import type { Id } from '../domain/id';
import type { RequestBody } from '../domain/request';
import { dayIn } from '../lib/day';
import { commit } from './commit';
import type { Workspace } from './open';
import { payloadValue } from './payloads';
import { openAll, seal } from './seal';
import { add, envelope, freshId, patch } from './write';

/** A grant about to be given. */
type NewGrantFields = Pick<GrantRow, 'agent' | 'decision' | 'run' | 'expires' | 'perDay' | 'body'>;

/** What an agent was granted and is still good. */
export async function grantsOf(ws: Workspace, agent: Id<'agent'>): Promise<GrantRow[]> {
  const rows = await ws.db.grant.where('agent').equals(agent).toArray();
  return openAll(rows.filter(row => !row.gone));
}

/** Gives a grant. */
export async function addGrant(ws: Workspace, { body, ...fields }: NewGrantFields): Promise<Id<'grant'>> {
  const id = freshId<'grant'>(ws);
  const sealed = await seal(body);
  await commit(ws, ['grant'], () => add(ws, 'grant', { ...envelope(ws, id), ...fields, body: sealed }));
  return id;
}

/** Takes a grant back, or gives it again. Throws `not-found`. */
export function dropGrant(ws: Workspace, id: Id<'grant'>, gone: boolean): Promise<void> {
  return patch(ws, 'grant', id, { gone });
}

/** Longest calendar day, in milliseconds, with an hour for clocks that are set back. */
const longestDay = 26 * 60 * 60_000;

/**
 * How often an agent used a tool (`source/name`) on this calendar day of the zone: what a daily limit counts. What was written
 * without its source is built in.
 */
export async function usesToday(ws: Workspace, agent: Id<'agent'>, tool: string, zone: string): Promise<number> {
  const today = dayIn(zone, ws.now());
  const first = Math.max(0, Math.trunc(ws.now() - longestDay))
    .toString(16)
    .padStart(12, '0');
  const rows = await ws.db.activity.where('born').aboveOrEqual(first).toArray();
  const own = rows.filter(
    ({ happened }) =>
      happened.kind === 'tool-used' &&
      happened.agent === agent &&
      (happened.tool === tool || `built-in/${happened.tool}` === tool),
  );
  return own.filter(row => dayIn(zone, row.at) === today).length;
}

/** Inputs looked at, the newest, when a pattern is learnt. */
const mostInputs = 20;

/** What of a tool the user has approved for an agent before, as it was shown or edited; the newest last. */
export async function approvedInputs(ws: Workspace, agent: Id<'agent'>, tool: string): Promise<unknown[]> {
  const answered = await ws.db.request.where('status').anyOf(['answered', 'used']).toArray();
  const own = answered
    .filter(row => row.agent === agent && row.tool === tool && (row.answer === 'approved' || row.answer === 'edited'))
    .sort((a, b) => (a.answered ?? 0) - (b.answered ?? 0))
    .slice(-mostInputs);
  const payloads = await ws.db.payload.bulkGet(own.map(row => row.input ?? row.shown));
  const values = await Promise.all(payloads.map(payload => payloadValue<unknown>(payload)));
  return values.map((value, index) => (own[index]?.input ? value : (value as RequestBody | undefined)?.input));
}
