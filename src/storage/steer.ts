import { AppError } from '../domain/error';
import { isOver } from '../domain/fold';
import type { Id } from '../domain/id';
import { filesOf, plainText, type Part } from '../domain/part';
import type { Label } from '../domain/row';
import { waitingBelow } from './acts';
import { attachmentsSent } from './attachments';
import { commit } from './commit';
import { messageRow, readMessage, userMessage } from './messages';
import type { Workspace } from './open';
import { addPayloads, preparePayload } from './payloads';
import type { UnsentPlace } from './rows';
import { journalTables, record, withIds } from './runs';
import { add, freshId, patch, stampsOf } from './write';

/** How a message to a run is sent. */
interface Steering {
  /** Where foreign text in it came from. */
  labels?: readonly Label[];
  /** It takes the place of the last message not read yet, where that begins with these words. */
  replaces?: string;
  /** It calls nothing off, and answers nothing: what waits for the user goes on waiting. */
  quiet?: boolean;
  /** The composer whose files it took along. */
  from?: UnsentPlace;
}

/**
 * A message to a run that is at work: it is read once, at the next boundary. It hangs where the run stands, and what was
 * queued there moves behind it. Returns nothing when the run is over: then it is a message like any other. Throws
 * `not-found`.
 */
export async function steerRun(
  ws: Workspace,
  run: Id<'run'>,
  parts: Part[],
  { labels = [], replaces, quiet = false, from }: Steering = {},
): Promise<Id<'message'> | undefined> {
  if (replaces !== undefined && (await replaceUnread(ws, run, parts, replaces))) return undefined;
  const payload = await preparePayload(ws, { parts });
  const files = filesOf(parts).map(file => file.payload);
  const id = freshId<'message'>(ws);
  const events = withIds(ws, [{ kind: 'steering-sent', message: id, ...(quiet ? { quiet } : {}) }]);
  return commit(ws, [...journalTables, 'conversation', 'message', 'payload', 'attachment'], async again => {
    if (again && (await ws.db.message.get(id))) return id;
    const row = await ws.db.run.get(run);
    if (!row) throw new AppError('not-found', { parameters: { what: 'run' } });
    if (isOver(row.status) || row.cancelling) return undefined;
    const above = await messageRow(ws, row.steering.at(-1) ?? row.tip);
    const waiting = await waitingBelow(ws, row, above.id);
    await addPayloads(ws, [payload]);
    const { conversation, simulated } = row;
    const words = { conversation, payload: payload.id, simulated, parent: above.id, files, labels };
    await add(ws, 'message', userMessage(ws, id, words, stampsOf(above)));
    for (const one of waiting) await patch(ws, 'message', one.id, { parent: id });
    const head = await ws.db.conversation.get(row.conversation);
    const now = ws.now();
    if (head) {
      const leaf = head.leaf === above.id ? { leaf: id } : {};
      await patch(ws, 'conversation', head.id, { ...leaf, activeAt: now, readAt: now });
    }
    await record(ws, 0, run, events);
    if (from !== undefined) await attachmentsSent(ws, from, files);
    return id;
  });
}

/** Whether the last message that was not read yet began with these words, and now says this instead. */
async function replaceUnread(ws: Workspace, run: Id<'run'>, parts: Part[], begins: string): Promise<boolean> {
  const last = (await ws.db.run.get(run))?.steering.at(-1);
  if (!last) return false;
  const { body } = await readMessage(ws, last);
  if (!plainText(body.parts).startsWith(begins)) return false;
  const payload = await preparePayload(ws, { parts });
  return commit(ws, ['run', 'message', 'payload'], async () => {
    const row = await ws.db.run.get(run);
    if (!row || isOver(row.status) || row.steering.at(-1) !== last) return false;
    await addPayloads(ws, [payload]);
    await patch(ws, 'message', last, { payload: payload.id });
    return true;
  });
}
