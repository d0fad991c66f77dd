import Dexie from 'dexie';
import { afterEach, expect, it } from 'vitest';
import { errorValue } from '../../src/domain/error';
import { newId, type Id } from '../../src/domain/id';
import type { Verbs } from '../../src/engine/door';
import { buildVerbs } from '../../src/engine/verbs/verbs';
import { databaseName, openWorkspace } from '../../src/storage/open';
import { tableNames } from '../../src/storage/schema';
import { openIndex } from '../../src/storage/workspaces';
import { seededRandom } from '../domain/random';
import { fillDisk } from '../support/full-disk';
import { answer, ended, send } from './play';
import { setStage, type Stage } from './stage';

afterEach(() => fillDisk(false));

/** Everything a screen can do, as the page asks for it. */
async function verbsOf({ engine }: Stage): Promise<Verbs> {
  const index = await openIndex({ scope: engine.scope, now: engine.now, random: engine.random });
  const work = { abort: new AbortController().signal, progress: () => {} };
  const handlers = buildVerbs(engine, index, () => Promise.resolve());
  const bound = Object.entries(handlers).map(([name, verb]) => [name, (verb as Function).bind(undefined, work)]);
  return Object.fromEntries(bound) as Verbs;
}

/** All rows of all tables. */
async function everything({ workspace }: Stage): Promise<string> {
  return JSON.stringify(await Promise.all(tableNames.map(name => workspace.db.table(name).toArray())));
}

it('a full disk stops every write of the user’s with its own error, changes nothing, and each works once there is room', async () => {
  const stage = await setStage(answer);
  const { agent, connection, workspace } = stage;
  const lead = await stage.lead();
  const run = await ended(stage, await send(stage));
  lead.stop();
  const verbs = await verbsOf(stage);
  const { conversation, task } = run;
  const message = run.tip as Id<'message'>;
  const file = await (await verbs.exportWorkspace()).text();
  const staged = await verbs.previewImport(new Blob([file]));
  const hired = {
    name: 'Bo',
    role: 'writer',
    instructions: 'Write.',
    tier: 'fast',
    tools: [],
    maxOutput: 900,
  } as const;
  const writes: [string, () => Promise<unknown>][] = [
    ['a message', () => verbs.sendMessage({ agent, text: 'More' })],
    ['a retry', () => verbs.retry(message)],
    ['unsent text', () => verbs.keepUnsent('today', 'not sent')],
    [
      'an attachment',
      () => verbs.attach('today', new Blob(['%PDF-1.4 /Type /Page '], { type: 'application/pdf' }), 'paper.pdf'),
    ],
    ['a conversation’s title', () => verbs.editConversation(conversation, { title: 'Sums' })],
    ['an agent', () => verbs.hire({ ...hired, tools: [] })],
    ['an agent’s instructions', () => verbs.editAgent(agent, { instructions: 'Answer briefly.' })],
    ['a connection', () => verbs.editConnection(connection, { name: 'Other' })],
    ['a setting', () => verbs.setSetting('singleKeys', false)],
    ['a price', () => verbs.setPrice('anthropic', 'model-a', { input: 1_000, output: 2_000 })],
    [
      'a budget',
      () =>
        verbs.setBudget({ scope: 'workspace', window: 'day', limit: 1_000_000_000, warnAt: 80, consequence: 'ask' }),
    ],
    ['a file', () => verbs.saveFile('notes.md', 'Kept.')],
    ['a step of a plan', () => verbs.addPlanStep(task, { title: 'Add' })],
    ['an imported file, staged', () => verbs.previewImport(new Blob([file]))],
    ['an imported file, taken in', () => verbs.commitImport(staged.staged, 'replace')],
  ];
  for (const [what, write] of writes) {
    const before = await everything(stage);
    fillDisk(true);
    const failure = await write().catch((error: unknown) => errorValue(error));
    fillDisk(false);
    expect([what, failure]).toEqual([what, expect.objectContaining({ code: 'storage-full' })]);
    expect([what, await everything(stage)]).toEqual([what, before]);
    await write();
    expect([what, await everything(stage)]).not.toEqual([what, before]);
  }
  expect(workspace.db.isOpen()).toBe(true);
});

it('on a full disk the workspace can still be saved as a file', async () => {
  const stage = await setStage(answer);
  await send(stage, 'What must not be lost?');
  const verbs = await verbsOf(stage);
  fillDisk(true);
  expect(await (await verbs.exportWorkspace()).text()).toContain('What must not be lost?');
});

it('a full disk at the first opening is told as such, and the database is let go', async () => {
  const random = seededRandom(7);
  const place = { scope: '/first/', id: newId<'workspace'>(0, random), now: () => 1_790_000_000_000, random };
  fillDisk(true);
  const opening = openWorkspace(place).finally(() => fillDisk(false));
  await expect(opening).rejects.toMatchObject({ code: 'storage-full' });
  await Dexie.delete(databaseName(place.scope, place.id));
  expect((await openWorkspace(place)).replica).toMatch(/^[0-9a-f]{8}$/);
});
