import { exportWorkspace } from '../../src/exchange/export';
import { commitImport, previewImport } from '../../src/exchange/import';
import type { Work } from '../../src/exchange/work';
import type { Workspace } from '../../src/storage/open';
import type { TableName } from '../../src/storage/rows';
import { schema, tableNames } from '../../src/storage/schema';
import { pageSize } from '../../src/storage/staging';
import { hire } from './talk';
import { fillConversation, newWorkspace } from './workspace';

const unwatched: Work = { abort: new AbortController().signal, progress: () => {} };

interface Timed {
  milliseconds: number;
  rows: number;
}

let file = new Blob();
const tables = new Map<TableName, object[]>();
let last: Awaited<ReturnType<typeof newWorkspace>> | undefined;

/** A file with one conversation of so many messages, and its rows. */
export async function fill(messages: number): Promise<void> {
  const { workspace } = await newWorkspace('/import/');
  await fillConversation(workspace, await hire(workspace), messages, '');
  file = await exportWorkspace(workspace, unwatched);
  for (const name of tableNames) {
    if (schema[name].file) tables.set(name, await workspace.db.table<object, string>(name).toArray());
  }
}

/** Takes the file into an empty workspace, as the app does. */
export async function takeIn(): Promise<Timed> {
  last = await newWorkspace('/import/');
  return takeInAgain();
}

/** Takes the file into the workspace that has it already. */
export async function takeInAgain(): Promise<Timed> {
  if (!last) throw new Error('takeIn first');
  const { workspace, index } = last;
  return time(workspace, async () => {
    const { staged } = await previewImport(workspace, file, unwatched);
    await commitImport(workspace, index, staged, 'merge', unwatched);
  });
}

/** The same rows, already read, put into the tables of an empty workspace. */
export async function bare(): Promise<Timed> {
  const { workspace } = await newWorkspace('/bare/');
  return time(workspace, async () => {
    for (const [name, rows] of tables) {
      const table = workspace.db.table<object, string>(name);
      for (let at = 0; at < rows.length; at += pageSize) await table.bulkPut(rows.slice(at, at + pageSize));
    }
  });
}

async function time(workspace: Workspace, work: () => Promise<void>): Promise<Timed> {
  const began = performance.now();
  await work();
  const milliseconds = performance.now() - began;
  const rows = [...tables.values()].reduce((sum, { length }) => sum + length, 0);
  const kept = await workspace.db.message.count();
  if (kept !== tables.get('message')?.length) throw new Error(`${kept} messages are there`);
  return { milliseconds, rows };
}
