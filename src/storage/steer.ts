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
import { add, freshId, patch, stampsOf, type Together } from './write';

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
  steering: Steering = {},
): Promise<Id<'message'> | undefined> {
  const { tables, write } = await prepareSteering(ws, run, parts, steering);
  return commit(ws, tables, write);
}

/** The same, to be written in the transaction of something else: then both are there, or neither. */
export async function prepareSteering(
  ws: Workspace,
  run: Id<'run'>,
  parts: Part[],
  { labels = [], replaces, quiet = false, from }: Steering = {},
): Promise<Together & { write: () => Promise<Id<'message'> | undefined> }> {
  const payload = await preparePayload(ws, { parts });
  const old = replaces === undefined ? undefined : await unreadFrom(ws, run, replaces);
  const files = filesOf(parts).map(file => file.payload);
  const id = freshId<'message'>(ws);
  const events = withIds(ws, [{ kind: 'steering-sent', message: id, ...(quiet ? { quiet } : {}) }]);
  const write = async () => {
    if (await ws.db.message.get(id)) return id;
    const row = await ws.db.run.get(run);
    if (!row) throw new AppError('not-found', { parameters: { what: 'run' } });
    if (isOver(row.status) || row.cancelling) return undefined;
    if (old !== undefined && row.steering.at(-1) === old) {
      await addPayloads(ws, [payload]);
      await patch(ws, 'message', old, { payload: payload.id });
      return old;
    }
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
  };
  return { tables: [...journalTables, 'conversation', 'message', 'payload', 'attachment'], write };
}

/** The last message that was not read yet, where it begins with these words. */
async function unreadFrom(ws: Workspace, run: Id<'run'>, begins: string): Promise<Id<'message'> | undefined> {
  const last = (await ws.db.run.get(run))?.steering.at(-1);
  if (!last) return undefined;
  const { body } = await readMessage(ws, last);
  return plainText(body.parts).startsWith(begins) ? last : undefined;
}
