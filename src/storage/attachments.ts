import type { PayloadHash } from '../domain/row';
import type { Workspace } from './open';
import type { AttachmentRow, UnsentPlace } from './rows';
import { openAll } from './seal';

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
