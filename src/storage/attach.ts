import type { Id } from '../domain/id';
import type { FilePart } from '../domain/part';
import { commit } from './commit';
import type { Workspace } from './open';
import { addPayloads, preparePayload } from './payloads';
import type { AttachmentRow, UnsentPlace } from './rows';
import { seal } from './seal';
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
