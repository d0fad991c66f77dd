import type { Page } from 'playwright-core';

import type { MessageBody } from '../../src/domain/conversation';
import type { RunEvent } from '../../src/domain/event';
import type { Part } from '../../src/domain/part';
import type { Rows } from '../../src/storage/rows';
import { rowsOf } from '../e2e/database';

/** What a case is judged by: the rows that came into the workspace since it began. */

const tables = [
  'event',
  'run',
  'act',
  'request',
  'cost',
  'task',
  'message',
  'conversation',
  'reservation',
  'draft',
  'unsent',
  'artifact',
  'revision',
] as const;

type TableName = (typeof tables)[number];
export type Journal = { [Name in TableName]: Rows[Name][] } & {
  /** What the messages say, by the message's id. */
  parts: ReadonlyMap<string, Part[]>;
  /** Payloads whose text is there, by hash. */
  payloads: ReadonlySet<string>;
};

/** Ids of the rows that were there before. */
export type Before = ReadonlySet<string>;

/** Marks everything that is there now as of before. */
export async function markNow(page: Page): Promise<Before> {
  const all = await Promise.all(tables.map(name => rowsOf(page, name)));
  return new Set(all.flat().map(row => row.id));
}

/** Everything that has come since. */
export async function journalSince(page: Page, before: Before): Promise<Journal> {
  const fresh = async <Name extends TableName>(name: Name) =>
    (await rowsOf(page, name)).filter(row => !before.has(row.id));
  const payloads = await rowsOf(page, 'payload');
  const bodies = new Map(await Promise.all(payloads.map(async row => [row.id, await textOf(page, row)] as const)));
  const message = await fresh('message');
  const event = await fresh('event');
  // What becomes of an entry from before, once its usage is a day overdue, is none of this case.
  const cost = await fresh('cost');
  return {
    event: event.sort((a, b) => (a.run === b.run ? a.number - b.number : a.run < b.run ? -1 : 1)),
    run: await fresh('run'),
    act: (await fresh('act')).sort((a, b) => a.number - b.number),
    request: await fresh('request'),
    cost: cost.filter(row => !row.corrects || !before.has(row.corrects)).sort((a, b) => (a.id < b.id ? -1 : 1)),
    task: await fresh('task'),
    message,
    conversation: await fresh('conversation'),
    reservation: await fresh('reservation'),
    draft: await fresh('draft'),
    unsent: await rowsOf(page, 'unsent'),
    artifact: await fresh('artifact'),
    revision: await fresh('revision'),
    parts: new Map(message.map(row => [row.id, partsIn(bodies.get(row.payload))])),
    payloads: new Set([...bodies].flatMap(([id, text]) => (text === undefined ? [] : [id]))),
  };
}

/** Runs that have come since. */
export async function runsSince(page: Page, before: Before): Promise<Rows['run'][]> {
  return (await rowsOf(page, 'run')).filter(row => !before.has(row.id));
}

/** A payload's text, which is in a file where it is long; nothing where that is missing. */
async function textOf(page: Page, { body }: Rows['payload']): Promise<string | undefined> {
  if (typeof body === 'string') return body;
  return 'file' in body ? page.evaluate(readFile, body.file) : undefined;
}

/** Runs in the page. */
async function readFile(file: string): Promise<string | undefined> {
  try {
    const names = file.split('/');
    const last = names.pop() ?? '';
    let directory = await navigator.storage.getDirectory();
    for (const name of names) directory = await directory.getDirectoryHandle(name);
    return await (await (await directory.getFileHandle(last)).getFile()).text();
  } catch {
    return undefined;
  }
}

function partsIn(body: string | undefined): Part[] {
  if (body === undefined) return [];
  const read: MessageBody = JSON.parse(body);
  return read.parts;
}

const kindsOf = (journal: Journal): RunEvent['kind'][] => journal.event.map(row => row.event.kind);

export const countOf = (journal: Journal, kind: RunEvent['kind']): number =>
  kindsOf(journal).filter(one => one === kind).length;

/** The last events, for the case's line. */
export function tailOf(journal: Journal, length = 6): string {
  const kinds = kindsOf(journal);
  const tail = kinds.slice(-length).join(' ');
  return kinds.length > length ? `… ${tail}` : tail || 'empty';
}
