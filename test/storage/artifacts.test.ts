import { expect, test } from 'vitest';
import type { Id } from '../../src/domain/id';
import {
  applyFileChange,
  artifactAt,
  artifactTables,
  listFiles,
  prepareFileChange,
  readFileAt,
  removeFile,
  restoreRevision,
  saveFile,
  type FileProvenance,
} from '../../src/storage/artifacts';
import { commit } from '../../src/storage/commit';
import { fileQueries } from '../../src/storage/file-queries';
import type { Workspace } from '../../src/storage/open';
import { cloneOf, fileOf, takeIn } from '../exchange/file-fixture';
import { freshWorkspace, hire } from './workspace-fixture';

/** A write as an agent's tool does it. */
async function write(ws: Workspace, path: string, text: string, by: FileProvenance = { by: 'agent' }) {
  const prepared = await prepareFileChange(ws, { path, text, type: 'text/markdown' }, by);
  return commit(ws, artifactTables, () => applyFileChange(ws, prepared));
}

const revisionsOf = async (ws: Workspace, path: string) =>
  (await fileQueries(ws).file(artifactAt(path)))?.revisions ?? [];

test('each write is a revision with its maker and the one it was made from', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws, 'Ada');
  const label = { source: 'web' as const, from: 'example.org' };
  const first = await write(ws, 'notes/plan.md', 'One', { by: 'agent', agent, labels: [label] });
  await saveFile(ws, 'notes/plan.md', 'Two');
  const revisions = await revisionsOf(ws, 'notes/plan.md');
  expect(revisions).toMatchObject([
    { by: 'user', parent: first, size: 3 },
    { by: 'agent', agent, agentName: 'Ada', labels: [label] },
  ]);
  expect(await readFileAt(ws, 'notes/plan.md')).toMatchObject({ text: 'Two', labels: [label] });
  expect(await fileQueries(ws).revisionText(first)).toBe('One');
});

test('a text of the user’s carries what it was made of, and what he pasted into it', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws, 'Ada');
  const web = { source: 'web' as const, from: 'example.org' };
  const pasted = { source: 'external', from: 'pasted' };
  const labelsAt = async (path: string) => (await readFileAt(ws, path))?.labels;
  const foreign = await write(ws, 'a.md', 'From a page', { by: 'agent', agent, labels: [web] });
  await write(ws, 'a.md', 'Anew', { by: 'agent', agent });
  await saveFile(ws, 'a.md', 'Anew, by hand');
  expect(await labelsAt('a.md')).toEqual([]);
  await saveFile(ws, 'a.md', 'From a page, by hand', { of: foreign });
  expect(await labelsAt('a.md')).toEqual([web]);
  await saveFile(ws, 'b.md', 'x'.repeat(3_000), { pasted: true });
  expect(await labelsAt('b.md')).toEqual([pasted]);
  await removeFile(ws, artifactAt('b.md'), true);
  await saveFile(ws, 'b.md', 'Another file');
  expect(await labelsAt('b.md')).toEqual([]);
});

test('the text that is there already makes no revision', async () => {
  const ws = await freshWorkspace();
  const first = await write(ws, 'a.md', 'same');
  expect(await write(ws, 'a.md', 'same')).toBe(first);
  expect(await ws.db.revision.count()).toBe(1);
});

test('applying the same change twice writes it once', async () => {
  const ws = await freshWorkspace();
  const prepared = await prepareFileChange(ws, { path: 'a.md', text: 'x', type: 'text/plain' }, { by: 'agent' });
  for (let again = 0; again < 2; again++) await commit(ws, artifactTables, () => applyFileChange(ws, prepared));
  expect(await ws.db.revision.count()).toBe(1);
});

test('a write whose transaction fails leaves nothing', async () => {
  const ws = await freshWorkspace();
  const prepared = await prepareFileChange(ws, { path: 'a.md', text: 'x', type: 'text/plain' }, { by: 'agent' });
  const failing = commit(ws, artifactTables, async () => {
    await applyFileChange(ws, prepared);
    throw new Error('killed');
  });
  await expect(failing).rejects.toThrow('killed');
  expect(await Promise.all([ws.db.artifact.count(), ws.db.revision.count(), ws.db.payload.count()])).toEqual([0, 0, 0]);
});

test('an older revision goes on show and back, and the list tells its size', async () => {
  const ws = await freshWorkspace();
  const first = await write(ws, 'a.md', 'short');
  const second = await write(ws, 'a.md', 'much longer');
  await restoreRevision(ws, first);
  expect(await listFiles(ws)).toMatchObject([{ path: 'a.md', size: 5, revision: first }]);
  await restoreRevision(ws, second);
  expect(await readFileAt(ws, 'a.md')).toMatchObject({ text: 'much longer' });
  expect(await ws.db.revision.count()).toBe(2);
  await expect(restoreRevision(ws, 'nothing' as Id<'revision'>)).rejects.toMatchObject({ code: 'not-found' });
});

test('a removed file is not listed nor read, comes back by undo, and by a new write', async () => {
  const ws = await freshWorkspace();
  const id = await saveFile(ws, 'a.md', 'x');
  await removeFile(ws, id, true);
  expect(await listFiles(ws)).toEqual([]);
  expect(await readFileAt(ws, 'a.md')).toBeUndefined();
  await removeFile(ws, id, false);
  expect(await readFileAt(ws, 'a.md')).toMatchObject({ text: 'x' });
  await removeFile(ws, id, true);
  await saveFile(ws, 'a.md', 'x');
  expect(await readFileAt(ws, 'a.md')).toMatchObject({ text: 'x' });
});

test('a path is taken in one form, and refused where another file is in its way', async () => {
  const ws = await freshWorkspace();
  await saveFile(ws, '/notes//Plan.md', 'x');
  expect((await listFiles(ws)).map(({ path }) => path)).toEqual(['notes/Plan.md']);
  const refused = { code: 'path-wrong', parameters: { what: 'taken', path: 'notes/Plan.md' } };
  await expect(saveFile(ws, 'notes/plan.md', 'y')).rejects.toMatchObject(refused);
  await expect(saveFile(ws, 'notes', 'y')).rejects.toMatchObject(refused);
  await expect(saveFile(ws, '../x', 'y')).rejects.toMatchObject({ parameters: { what: 'leads-out' } });
  expect(await readFileAt(ws, 'notes/PLAN.md')).toMatchObject({ path: 'notes/Plan.md' });
});

test('two devices that make the same file make one, with the revisions of both', async () => {
  const ws = await freshWorkspace();
  const other = await cloneOf(ws, 7);
  await saveFile(ws, 'a.md', 'here');
  await saveFile(other, 'a.md', 'there');
  await takeIn(ws, await fileOf(other), 'merge');
  await takeIn(other, await fileOf(ws), 'merge');
  expect(await ws.db.artifact.count()).toBe(1);
  expect(await ws.db.revision.count()).toBe(2);
  const [mine, theirs] = await Promise.all([readFileAt(ws, 'a.md'), readFileAt(other, 'a.md')]);
  expect(mine).toEqual(theirs);
  expect(mine?.size).toBe(mine?.text.length);
});

test('files of a conversation are those it made', async () => {
  const ws = await freshWorkspace();
  const conversation = 'c' as Id<'conversation'>;
  await write(ws, 'b.md', 'x', { by: 'agent', conversation });
  await write(ws, 'a.md', 'x', { by: 'agent', conversation });
  await write(ws, 'c.md', 'x');
  const paths = async (which?: { conversation?: Id<'conversation'>; limit?: number }) =>
    (await fileQueries(ws).files(which)).map(({ row }) => row.body.path);
  expect(await paths({ conversation })).toEqual(['a.md', 'b.md']);
  expect(await paths({ limit: 2 })).toEqual(['a.md', 'b.md']);
  expect(await paths()).toEqual(['a.md', 'b.md', 'c.md']);
});

test('a new file does not become a version of one that is there, on the list or not', async () => {
  const ws = await freshWorkspace();
  await saveFile(ws, 'a.md', 'here');
  await expect(saveFile(ws, 'a.md', 'new', { isNew: true })).rejects.toMatchObject({ code: 'path-wrong' });
  expect((await readFileAt(ws, 'a.md'))?.text).toBe('here');
});

test('the list of files reads no revision', async () => {
  const ws = await freshWorkspace();
  for (let index = 0; index < 20; index++) await write(ws, `${index}.md`, 'x');
  await ws.db.revision.clear();
  expect(await listFiles(ws)).toHaveLength(20);
});
