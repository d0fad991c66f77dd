import { AppError } from '../domain/error';
import type { PayloadHash } from '../domain/row';
import type { Workspace } from './open';
import type { AttachmentRow, UnsentPlace } from './rows';
import { openAll } from './seal';

/** The files that wait in a composer, in the order they came. */
export async function attachmentsOf(ws: Workspace, place: UnsentPlace): Promise<AttachmentRow[]> {
  return openAll(await ws.db.attachment.where('place').equals(place).sortBy('id'));
}

/**
 * Takes away what was sent from a composer; to be called inside a transaction over `attachment`. Throws `not-found`
 * {what: attachment} where all of it has gone already: another tab, or another press of the same key, has sent it.
 */
export async function attachmentsSent(ws: Workspace, place: UnsentPlace, sent: readonly PayloadHash[]): Promise<void> {
  if (sent.length === 0) return;
  const taken = await ws.db.attachment
    .where('place')
    .equals(place)
    .filter(({ payload }) => sent.includes(payload))
    .delete();
  if (taken === 0) throw new AppError('not-found', { parameters: { what: 'attachment' } });
}
