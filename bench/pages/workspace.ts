import { newId, type Id } from '../../src/domain/id';
import type { MessageRow } from '../../src/domain/conversation';
import { commit } from '../../src/storage/commit';
import { patchConversation, readConversation } from '../../src/storage/conversations';
import { openWorkspace, type Workspace } from '../../src/storage/open';
import { preparePayload } from '../../src/storage/payloads';
import { openIndex, type WorkspaceIndex } from '../../src/storage/workspaces';
import { envelope, freshId } from '../../src/storage/write';
import { replyText } from './reply-text';
import { answer, model, say, textParts } from './talk';

const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));

/** Milliseconds since 1970, to parts of one: comparable between this page and its workers. */
export const now = () => performance.timeOrigin + performance.now();

/** Whole milliseconds, as the app writes them into its rows. */
const instant = () => Math.trunc(now());

/** An empty workspace of a scope, listed in its index as the app would. */
export async function newWorkspace(scope: string): Promise<{ workspace: Workspace; index: WorkspaceIndex }> {
  const index = await openIndex({ scope, now: instant, random });
  const id = await index.create('Bench', newId(instant(), random));
  return { workspace: await openWorkspace({ scope, id, now: instant, random }), index };
}

/** Messages written at once: DATA allows 500 rows a transaction, and each has a payload. */
const pageSize = 250;

/**
 * A conversation of `count` messages in turns, a paragraph or two each. It begins as any does, with a message, a run and
 * a priced answer; the rest is written in bulk by the same rows. The last message ends with `marker`.
 */
export async function fillConversation(
  ws: Workspace,
  agent: Id<'agent'>,
  count: number,
  marker: string,
): Promise<Id<'conversation'>> {
  const sent = await say(ws, agent, `Conversation of ${count}`);
  await answer(ws, sent.run, 'Let us begin.');
  const text = replyText(20_000);
  let parent = (await readConversation(ws, sent.conversation))?.leaf;
  for (let from = 2; from < count; from += pageSize) {
    const numbers = Array.from({ length: Math.min(pageSize, count - from) }, (_, at) => from + at);
    const payloads = await Promise.all(
      numbers.map(number => preparePayload(ws, bodyOf(number, text, number === count - 1 ? marker : ''))),
    );
    const messages = payloads.map((payload, at): MessageRow => {
      const role = (from + at) % 2 === 0 ? 'user' : 'agent';
      const row: MessageRow = {
        ...envelope(ws, freshId<'message'>(ws)),
        conversation: sent.conversation,
        role,
        payload: payload.id,
        simulated: false,
        ...(parent && { parent }),
        ...(role === 'agent' && { agent, run: freshId<'run'>(ws), stop: 'end', cost: 4_500_000 }),
      };
      parent = row.id;
      return row;
    });
    await commit(ws, ['message', 'payload'], async () => {
      await ws.db.payload.bulkPut(payloads);
      await ws.db.message.bulkAdd(messages);
    });
  }
  if (parent) await patchConversation(ws, sent.conversation, { leaf: parent });
  return sent.conversation;
}

/** About 400 characters, different in each message. */
function bodyOf(number: number, text: string, marker: string) {
  const from = (number * 397) % (text.length - 400);
  return { parts: textParts(`Message ${number}. ${text.slice(from, from + 400)} ${marker}`), model: model.model };
}
