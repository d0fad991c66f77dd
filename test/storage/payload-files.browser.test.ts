import { expect, test } from 'vitest';
import { newId } from '../../src/domain/id';
import { commit } from '../../src/storage/commit';
import { takeLead } from '../../src/storage/lease';
import type { Workspace } from '../../src/storage/open';
import { listPayloadFiles, removePayloadFile } from '../../src/storage/payload-files';
import { addPayloads, payloadValue, preparePayload } from '../../src/storage/payloads';
import { rawCopy } from '../../src/storage/raw-copy';
import type { PayloadRow } from '../../src/storage/rows';
import { sweep } from '../../src/storage/sweep';
import { openIndex } from '../../src/storage/workspaces';
import { closeWorkspace } from '../../src/storage/open';
import { cloneOf, converse, fileOf } from '../exchange/file-fixture';
import { freshWorkspace, hire, say } from './workspace-fixture';
import { readMessage } from '../../src/storage/messages';

const day = 24 * 60 * 60 * 1000;
const idle = new AbortController().signal;
const long = 'é'.repeat(50_000);

/** A clock that a test turns, from the real now: files carry real times. */
function realClock() {
  let ahead = 0;
  return { now: () => Date.now() + ahead, turn: (milliseconds: number) => void (ahead += milliseconds) };
}

async function kept(ws: Workspace, value: unknown): Promise<PayloadRow> {
  const payload = await preparePayload(ws, value);
  await commit(ws, ['payload'], () => addPayloads(ws, [payload]));
  return payload;
}

const drop = (ws: Workspace, hash: string) => removePayloadFile(ws, hash, () => Promise.resolve(true));

test('a long payload lies in a file, and reads as before', async () => {
  const ws = await freshWorkspace();
  const { id, body } = await kept(ws, { text: long });
  expect(body).toHaveProperty('file');
  expect(await payloadValue(await ws.db.payload.get(id))).toEqual({ text: long });
  expect(await listPayloadFiles(ws)).toEqual([id]);
});

test('reading goes on while the same text is written again', async () => {
  const ws = await freshWorkspace();
  const { id } = await kept(ws, { text: long });
  const writing = Promise.all(Array.from({ length: 5 }, () => preparePayload(ws, { text: long })));
  for (let again = 0; again < 10; again++)
    expect(await payloadValue(await ws.db.payload.get(id))).toEqual({ text: long });
  await writing;
});

test('a message whose file is gone has no parts', async () => {
  const ws = await freshWorkspace();
  const { message } = await say(ws, await hire(ws), long);
  const whole = await kept(ws, { text: long });
  const { payload } = (await readMessage(ws, message)).row;
  expect(await drop(ws, payload)).toBe(true);
  expect((await readMessage(ws, message)).body).toEqual({ parts: [] });
  expect(await payloadValue(whole)).toEqual({ text: long });
});

test('an export holds what files hold, leaves out what is lost, and is taken in elsewhere', async () => {
  const ws = await freshWorkspace();
  const { message, answer } = await converse(ws, long, `${long}!`);
  const other = await cloneOf(ws, 5);
  expect((await readMessage(other, message)).body.parts).toEqual([{ kind: 'text', text: long }]);
  expect(await (await rawCopy(ws.scope)).text()).toContain(`${long}!`);
  await drop(ws, (await readMessage(ws, answer)).row.payload);
  const file = await fileOf(ws);
  expect(file).toContain(long);
  expect(file).not.toContain(`${long}!`);
});

test('a file without a row is swept once it is a day old, one with a row never', async () => {
  const clock = realClock();
  const ws = await freshWorkspace({ now: clock.now });
  const { message } = await say(ws, await hire(ws), long);
  const { id } = await preparePayload(ws, { text: `${long} never kept` });
  const epoch = await takeLead(ws);
  expect(await sweep(ws, { epoch, abort: idle })).toEqual({ payloads: 0, files: 0 });
  clock.turn(day + 1);
  expect(await sweep(ws, { epoch, abort: idle })).toEqual({ payloads: 0, files: 1 });
  expect(await listPayloadFiles(ws)).not.toContain(id);
  expect((await readMessage(ws, message)).body.parts).toHaveLength(1);
});

test('a payload that is swept takes its file along', async () => {
  const clock = realClock();
  const ws = await freshWorkspace({ now: clock.now });
  await kept(ws, { text: long });
  const epoch = await takeLead(ws);
  await sweep(ws, { epoch, abort: idle });
  clock.turn(day + 1);
  expect(await sweep(ws, { epoch, abort: idle })).toEqual({ payloads: 1, files: 1 });
  expect(await listPayloadFiles(ws)).toEqual([]);
});

test('erasing a workspace takes its files, and those of no other', async () => {
  const one = await freshWorkspace();
  const other = await freshWorkspace({ scope: one.scope });
  await kept(one, { text: long });
  await kept(other, { text: long });
  const index = await openIndex({ scope: one.scope, now: one.now, random: one.random });
  closeWorkspace(one);
  await index.erase(one.id);
  expect(await listPayloadFiles(one)).toEqual([]);
  expect(await listPayloadFiles(other)).toHaveLength(1);
  closeWorkspace(other);
  await index.eraseAll();
  expect(await listPayloadFiles(other)).toEqual([]);
  expect(await listPayloadFiles({ scope: one.scope, id: newId(one.now(), one.random) })).toEqual([]);
});
