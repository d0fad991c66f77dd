import type { Id } from '../domain/id';
import type { FilePart } from '../domain/part';
import type { PayloadHash } from '../domain/row';
import { present } from '../lib/entries';
import { commit } from './commit';
import type { Workspace } from './open';
import { addPayloads, payloadValue, preparePayload } from './payloads';
import type { AttachmentRow, UnsentPlace } from './rows';
import { openAll, seal } from './seal';
import { freshId } from './write';

/** A file on its way into a composer. */
export interface NewAttachment {
  file: Omit<FilePart, 'kind' | 'payload'>;
  was?: { width: number; height: number };
  /** What is in it, base64. */
  data: string;
}

/** Keeps a file for a composer until it is sent or taken away. Throws `storage-…`. */
export async function addAttachment(
  ws: Workspace,
  place: UnsentPlace,
  { file, was, data }: NewAttachment,
): Promise<Id<'attachment'>> {
  const payload = await preparePayload(ws, data);
  const body = await seal({
    file: { kind: 'file' as const, payload: payload.id, ...file },
    ...(was ? { was } : {}),
  });
  const id = freshId<'attachment'>(ws);
  await commit(ws, ['attachment', 'payload'], async () => {
    await addPayloads(ws, [payload]);
    await ws.db.attachment.put({ id, place, at: ws.now(), payload: payload.id, body });
  });
  return id;
}

/** Takes a file out of its composer; what was in it is swept away once its grace is over. */
export const removeAttachment = (ws: Workspace, id: Id<'attachment'>): Promise<void> =>
  commit(ws, ['attachment'], () => ws.db.attachment.delete(id));

/** Puts a file back that was taken out just now. */
export async function putBackAttachment(ws: Workspace, attachment: AttachmentRow): Promise<void> {
  const row = { ...attachment, body: await seal(attachment.body) };
  await commit(ws, ['attachment'], () => ws.db.attachment.put(row));
}

/** The files that wait in a composer, in the order they came. */
export async function attachmentsOf(ws: Workspace, place: UnsentPlace): Promise<AttachmentRow[]> {
  return openAll(await ws.db.attachment.where('place').equals(place).sortBy('id'));
}

/** Takes away what was sent from a composer; to be called inside a transaction over `attachment`. */
export async function attachmentsSent(ws: Workspace, place: UnsentPlace, sent: readonly PayloadHash[]): Promise<void> {
  await ws.db.attachment
    .where('place')
    .equals(place)
    .filter(({ payload }) => sent.includes(payload))
    .delete();
}

/** What is in files, base64, by their payloads; a forgotten or lost one is not among them. */
export async function readFiles(ws: Workspace, payloads: readonly PayloadHash[]): Promise<Map<PayloadHash, string>> {
  const rows = present(await ws.db.payload.bulkGet([...new Set(payloads)]));
  const found = new Map<PayloadHash, string>();
  for (const row of rows) {
    const data = await payloadValue<string>(row);
    if (typeof data === 'string') found.set(row.id, data);
  }
  return found;
}
