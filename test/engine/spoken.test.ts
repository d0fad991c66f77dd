import { expect, test } from 'vitest';
import { AppError } from '../../src/domain/error';
import type { FilePart } from '../../src/domain/part';
import { readPicked } from '../../src/engine/attach';
import { spoken } from '../../src/engine/spoken';
import { addAttachment } from '../../src/storage/attach';
import { attachmentsOf } from '../../src/storage/attachments';
import { readMessage } from '../../src/storage/messages';
import type { AttachmentRow } from '../../src/storage/queries';
import { steerRun } from '../../src/storage/steer';
import { freshWorkspace, hire, lead, say } from '../storage/workspace-fixture';
import { pdf } from '../support/pictures';

const file = { type: 'application/pdf', name: 'terms.pdf', size: 3 } as const;
const foreign = ({ payload }: FilePart) => ({ source: 'external', from: 'attached', payload });

test('files come before the words, name a message without any, and count as foreign', async () => {
  const ws = await freshWorkspace();
  await addAttachment(ws, 'today', { file, data: 'AAAA' });
  const [row] = await attachmentsOf(ws, 'today');
  if (!row) throw new Error('it is not there');
  const part = row.body.file;
  const labels = [foreign(part)];
  const words = { kind: 'text', text: 'Look' };
  expect(await spoken(ws, { text: 'Look', from: 'today' })).toEqual({ parts: [part, words], title: 'Look', labels });
  expect(await spoken(ws, { text: '', from: 'today' })).toEqual({ parts: [part], title: 'terms.pdf', labels });
  expect(await spoken(ws, { text: 'Look' })).toEqual({ parts: [words], title: 'Look', labels: [] });
});

test('other words in place of a message keep its files and what was foreign in it', async () => {
  const ws = await freshWorkspace();
  await addAttachment(ws, 'today', { file, data: 'AAAA' });
  const first = await spoken(ws, { text: 'long '.repeat(1_000), pasted: true, from: 'today' });
  const { message } = await say(ws, await hire(ws), 'Look', first);
  const second = await spoken(ws, { text: 'Look again', instead: message });
  expect(second.parts).toEqual([first.parts[0], { kind: 'text', text: 'Look again' }]);
  expect(second.labels).toEqual(first.labels);
  expect(second.labels).toHaveLength(2);
});

test('a file goes to an agent at work, too, and leaves its composer', async () => {
  const ws = await freshWorkspace();
  const { run, conversation } = await say(ws, await hire(ws), 'Begin');
  await lead(ws, run);
  await addAttachment(ws, conversation, { file, data: 'AAAA' });
  const { parts, labels } = await spoken(ws, { text: 'And this', from: conversation });
  const message = await steerRun(ws, run, parts, { labels, from: conversation });
  const { row, body } = await readMessage(ws, message ?? fail());
  expect(body.parts).toEqual(parts);
  expect(row.files).toHaveLength(1);
  expect(await attachmentsOf(ws, conversation)).toEqual([]);
});

test('what waits in a composer is sent once, however often and from however many tabs it is sent; nothing is no message', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  await addAttachment(ws, 'today', { file, data: 'AAAA' });
  const said = { ...(await spoken(ws, { text: '', from: 'today' })), from: 'today' } as const;
  const both = await Promise.allSettled([say(ws, agent, '', said), say(ws, agent, '', said)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await ws.db.message.count()).toBe(1);
  expect(await ws.db.run.count()).toBe(1);
  await expect(spoken(ws, { text: '', from: 'today' })).rejects.toMatchObject({ code: 'not-found' });

  const { run, conversation } = await say(ws, agent, 'Begin');
  await lead(ws, run);
  await addAttachment(ws, conversation, { file, data: 'AAAA' });
  const { parts } = await spoken(ws, { text: '', from: conversation });
  const steered = [1, 2].map(() => steerRun(ws, run, parts, { from: conversation }));
  expect((await Promise.allSettled(steered)).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

const fail = (): never => {
  throw new Error('nobody heard it');
};

test('what cannot come along says why', async () => {
  const beside = (size: number, count = 1) =>
    Array.from({ length: count }, () => ({ body: { file: { size } } }) as Pick<AttachmentRow, 'body'>);
  const refused = (blob: Blob, others: Pick<AttachmentRow, 'body'>[] = []) =>
    readPicked(blob, 'x', others).then(
      () => 'taken',
      error => (error instanceof AppError ? error.parameters['what'] : String(error)),
    );
  const document = new Blob([new Uint8Array(pdf(2))], { type: 'application/pdf' });
  expect(await refused(document)).toBe('taken');
  expect(await refused(new Blob(['hello'], { type: 'text/plain' }))).toBe('kind');
  expect(await refused(new Blob(['hello'], { type: 'application/pdf' }))).toBe('unreadable');
  expect(await refused(new Blob([new Uint8Array(10_000_001)], { type: 'application/pdf' }))).toBe('too-large');
  expect(await refused(document, beside(1, 10))).toBe('too-many');
  expect(await refused(document, beside(11_999_900))).toBe('too-much');
});
