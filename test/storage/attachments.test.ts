import { expect, test } from 'vitest';
import type { FilePart } from '../../src/domain/part';
import { addAttachment, putBackAttachment, removeAttachment } from '../../src/storage/attach';
import { attachmentsOf } from '../../src/storage/attachments';
import { forkRun } from '../../src/storage/fork';
import { takeLead } from '../../src/storage/lease';
import { readMessage } from '../../src/storage/messages';
import type { Workspace } from '../../src/storage/open';
import { readFiles } from '../../src/storage/read-files';
import { sweep } from '../../src/storage/sweep';
import { fileOf, takeIn } from '../exchange/file-fixture';
import { freshWorkspace, handClock, hire, say } from './workspace-fixture';

const day = 24 * 60 * 60 * 1000;
const idle = new AbortController().signal;

async function attach(ws: Workspace, data: string): Promise<FilePart> {
  const file = { type: 'image/png', name: 'plan.png', size: data.length, width: 4, height: 2 } as const;
  const id = await addAttachment(ws, 'today', { file, data });
  const row = (await attachmentsOf(ws, 'today')).find(one => one.id === id);
  if (!row) throw new Error('it is not there');
  return row.body.file;
}

/** Two sweeps, the second once the grace is over. */
async function sweepTwice(ws: Workspace, turn: (milliseconds: number) => void) {
  const epoch = await takeLead(ws);
  await sweep(ws, { epoch, abort: idle });
  turn(day + 1);
  return sweep(ws, { epoch, abort: idle });
}

test('what waits in a composer leaves it with its message, and what was removed can be put back', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  const sent = await attach(ws, 'AAAA');
  const kept = await attach(ws, 'BBBB');
  const [, second] = await attachmentsOf(ws, 'today');
  if (!second) throw new Error('it is not there');
  await removeAttachment(ws, second.id);
  await putBackAttachment(ws, second);
  const { message } = await say(ws, agent, 'Look', { parts: [sent, { kind: 'text', text: 'Look' }], from: 'today' });
  expect((await readMessage(ws, message)).row.files).toEqual([sent.payload]);
  expect((await attachmentsOf(ws, 'today')).map(({ body }) => body.file)).toEqual([kept]);
});

test('a file is swept away once it neither waits nor came with a message', async () => {
  const clock = handClock();
  const ws = await freshWorkspace({ now: clock.now });
  const agent = await hire(ws);
  const [sent, waiting, dropped] = [await attach(ws, 'AAAA'), await attach(ws, 'BBBB'), await attach(ws, 'CCCC')];
  await say(ws, agent, 'Look', { parts: [sent, { kind: 'text', text: 'Look' }], from: 'today' });
  const gone = (await attachmentsOf(ws, 'today')).find(row => row.payload === dropped.payload);
  if (gone) await removeAttachment(ws, gone.id);
  await sweepTwice(ws, clock.turn);
  expect(
    await readFiles(
      ws,
      [sent, waiting, dropped].map(file => file.payload),
    ),
  ).toEqual(
    new Map([
      [sent.payload, 'AAAA'],
      [waiting.payload, 'BBBB'],
    ]),
  );
});

test('a fork with other words keeps the files', async () => {
  const ws = await freshWorkspace();
  const sent = await attach(ws, 'AAAA');
  const said = await say(ws, await hire(ws), 'Look', { parts: [sent, { kind: 'text', text: 'Look' }] });
  const { message } = await forkRun(ws, { run: said.run, text: 'Look again' });
  const { row, body } = await readMessage(ws, message);
  expect(row.files).toEqual([sent.payload]);
  expect(body.parts).toEqual([sent, { kind: 'text', text: 'Look again' }]);
});

test('a file goes out and comes in with its message; what only waits stays on the device', async () => {
  const ws = await freshWorkspace();
  const data = 'QUJD'.repeat(40_000);
  const sent = await attach(ws, data);
  await attach(ws, 'only waiting'.repeat(3));
  const { message } = await say(ws, await hire(ws), 'Look', {
    parts: [sent, { kind: 'text', text: 'Look' }],
    from: 'today',
  });
  const other = await freshWorkspace();
  await takeIn(other, await fileOf(ws), 'merge');
  expect((await readMessage(other, message)).body.parts[0]).toEqual(sent);
  expect(await readFiles(other, [sent.payload])).toEqual(new Map([[sent.payload, data]]));
  expect(await attachmentsOf(other, 'today')).toEqual([]);
});
