import Dexie from 'dexie';
import { AppError } from '../domain/error';
import type { Asked } from '../domain/agent';
import type { MessageBody, MessageRow } from '../domain/conversation';
import type { Hlc } from '../domain/hlc';
import type { Id } from '../domain/id';
import type { Label, PayloadHash } from '../domain/row';
import type { Workspace } from './open';
import { payloadValue } from './payloads';
import type { PayloadRow } from './rows';
import { envelope } from './write';

/** A message with what it says. */
export interface MessageReading {
  row: MessageRow;
  body: MessageBody;
}

/** What is said in the user's place. */
interface UserWords extends Pick<MessageRow, 'conversation' | 'payload' | 'simulated'> {
  parent?: Id<'message'> | undefined;
  /** The agent that says it in the user's place. */
  agent?: Id<'agent'>;
  files?: readonly PayloadHash[] | undefined;
  labels?: readonly Label[] | undefined;
  asks?: Asked | undefined;
}

/** The row of a user's message; later than what it hangs at (`seen`). */
export function userMessage(
  ws: Workspace,
  id: Id<'message'>,
  { parent, files = [], labels = [], asks, ...words }: UserWords,
  seen: readonly Hlc[] = [],
): MessageRow {
  return {
    ...envelope(ws, id, seen),
    role: 'user',
    ...words,
    ...(parent ? { parent } : {}),
    ...(files.length > 0 ? { files: [...files] } : {}),
    ...(labels.length > 0 ? { labels: [...labels] } : {}),
    ...(asks ? { asks } : {}),
  };
}

/** Rows read at once on the way up a branch; beyond that, reading all of the conversation costs less than a cursor. */
const pageSize = 1_000;

/** One message. Throws `not-found`. */
export async function readMessage(ws: Workspace, id: Id<'message'>): Promise<MessageReading> {
  const [reading] = await readBodies(ws, [await messageRow(ws, id)]);
  if (!reading) throw new AppError('not-found', { parameters: { what: 'message' } });
  return reading;
}

/** A message's row. Throws `not-found`. */
export async function messageRow(ws: Workspace, id: Id<'message'>): Promise<MessageRow> {
  const row = await ws.db.message.get(id);
  if (!row) throw new AppError('not-found', { parameters: { what: 'message' } });
  return row;
}

/** Steps on the way from `tip` to what was read before; on a longer way all is read anew. */
const mostSteps = 50;

/**
 * The branch that ends at `tip`, oldest first: what a model is shown. What was read `before` is not read again where the
 * branch has only grown: what a message says never changes.
 */
export async function readWindow(
  ws: Workspace,
  tip: Id<'message'>,
  before: readonly MessageReading[] = [],
): Promise<MessageReading[]> {
  const known = new Map(before.map(({ row }, at) => [row.id, at]));
  const grown: MessageRow[] = [];
  let next: Id<'message'> | undefined = tip;
  while (next !== undefined && !known.has(next) && grown.length < (known.size > 0 ? mostSteps : 0)) {
    const row: MessageRow | undefined = await ws.db.message.get(next);
    if (row) grown.push(row);
    next = row?.parent;
  }
  const end = next === undefined ? undefined : known.get(next);
  if (end === undefined) return readBodies(ws, await ancestors(ws, tip, Number.POSITIVE_INFINITY));
  return [...before.slice(0, end + 1), ...(await readBodies(ws, grown.reverse()))];
}

/** What messages say; a forgotten text leaves no parts, nor does a payload that is no message's. */
export async function readBodies(ws: Workspace, rows: readonly MessageRow[]): Promise<MessageReading[]> {
  if (rows.length === 0) return [];
  return withBodies(rows, await ws.db.payload.bulkGet(rows.map(row => row.payload)));
}

/** The same with payloads that are at hand. */
export async function withBodies(
  rows: readonly MessageRow[],
  payloads: readonly (PayloadRow | undefined)[],
): Promise<MessageReading[]> {
  const bodies = await Promise.all(payloads.map(payload => payloadValue<Partial<MessageBody>>(payload)));
  return rows.map((row, index) => ({ row, body: { ...bodies[index], parts: bodies[index]?.parts ?? [] } }));
}

/**
 * The last `limit` messages of the branch that ends at `tip`, oldest first. Walks up by pages of the conversation's
 * index: parents are nearly always born just before, so a page holds many steps of the way.
 */
export async function ancestors(ws: Workspace, tip: Id<'message'>, limit: number): Promise<MessageRow[]> {
  const seen = new Map<string, MessageRow>();
  const branch: MessageRow[] = [];
  let next: Id<'message'> | undefined = tip;
  const walked = new Set<string>();
  while (next !== undefined && branch.length < limit) {
    const row: MessageRow | undefined = seen.get(next) ?? (await loadFrom(ws, next, seen, limit));
    // An imported file may hold a branch that bites its own tail.
    if (!row || walked.has(row.id)) break;
    walked.add(row.id);
    branch.push(row);
    next = row.parent;
  }
  return branch.reverse();
}

/** A message and those born before it in its conversation. */
async function loadFrom(
  ws: Workspace,
  id: Id<'message'>,
  seen: Map<string, MessageRow>,
  limit: number,
): Promise<MessageRow | undefined> {
  const row = await ws.db.message.get(id);
  if (!row) return undefined;
  seen.set(row.id, row);
  const older = ws.db.message
    .where('[conversation+born]')
    .between([row.conversation, Dexie.minKey], [row.conversation, row.born]);
  const page = await (limit > pageSize ? older.toArray() : older.reverse().limit(limit).toArray());
  for (const one of page) seen.set(one.id, one);
  return row;
}

/** The newest tip below `message`: where its branch goes on to. */
export async function tipBelow(ws: Workspace, message: MessageRow): Promise<Id<'message'>> {
  const newest = new Map<string, MessageRow>();
  await ws.db.message
    .where('[conversation+born]')
    .between([message.conversation, message.born], [message.conversation, Dexie.maxKey], false)
    .each(row => {
      if (row.parent && !row.gone) newest.set(row.parent, row);
    });
  const walked = new Set<string>();
  let tip = message;
  for (;;) {
    walked.add(tip.id);
    // A message that waited its turn is older than the answer it was moved behind.
    const child = newest.get(tip.id) ?? (await newestChild(ws, tip.id));
    if (!child || walked.has(child.id)) return tip.id;
    tip = child;
  }
}

async function newestChild(ws: Workspace, parent: Id<'message'>): Promise<MessageRow | undefined> {
  const children = await ws.db.message.where('parent').equals(parent).toArray();
  return children
    .filter(child => !child.gone)
    .sort((a, b) => (a.born < b.born ? -1 : 1))
    .at(-1);
}

/** The user's message that `message` answers, or itself. Throws `not-found`. */
export async function askedBy(ws: Workspace, message: MessageRow): Promise<MessageRow> {
  const branch = await ancestors(ws, message.id, Number.POSITIVE_INFINITY);
  const asked = branch.findLast(row => row.role === 'user');
  if (!asked) throw new AppError('not-found', { parameters: { what: 'message' } });
  return asked;
}

/** The answer that asked for the tools whose results end at `tip`, or `tip` itself. Throws `not-found`. */
export async function askingMessage(ws: Workspace, tip: Id<'message'>): Promise<MessageReading> {
  let row = await messageRow(ws, tip);
  while (row.role === 'tool' && row.parent) row = await messageRow(ws, row.parent);
  return readMessage(ws, row.id);
}
