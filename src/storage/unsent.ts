import type { Id } from '../domain/id';
import { commit } from './commit';
import type { Workspace } from './open';
import type { AnswerPlace, AskedOnce, UnsentPlace } from './rows';
import { openRow, seal } from './seal';

/**
 * Keeps what a composer holds; an empty text removes it, and so does a request that waits no more. The last writer wins,
 * from whichever tab. Throws `storage-…`.
 */
export async function keepUnsent(ws: Workspace, place: UnsentPlace, text: string): Promise<void> {
  const body = await seal({ text });
  await commit(ws, ['unsent', 'request'], async () => {
    if (text === '' || (await isDecided(ws, place))) await ws.db.unsent.delete(place);
    else await ws.db.unsent.put({ id: place, at: ws.now(), body });
  });
}

/** The places of what is typed for the answer to a request. */
export const answerPlaces = (request: Id<'request'>): AnswerPlace[] => [`said|${request}`, `input|${request}`];

/** Whether what is typed there would come too late. */
async function isDecided(ws: Workspace, place: UnsentPlace): Promise<boolean> {
  const [, request] = place.split('|');
  return request !== undefined && (await ws.db.request.get(request))?.status !== 'open';
}

/** What a composer held; empty when nothing is kept. */
export async function readUnsent(ws: Workspace, place: UnsentPlace): Promise<string> {
  return (await openRow(await ws.db.unsent.get(place)))?.body.text ?? '';
}

/** Where it is kept how the next message of a conversation is asked. */
export const asksPlace = (conversation: Id<'conversation'>) => `asks|${conversation}` as const;

/** Keeps how the next message of a conversation alone is asked, until it is sent; nothing is kept of the usual. */
export async function keepAskedOnce(ws: Workspace, once: AskedOnce): Promise<void> {
  const id = asksPlace(once.conversation);
  const body = await seal({ once });
  await commit(ws, ['unsent'], async () => {
    if (once.asks) await ws.db.unsent.put({ id, at: ws.now(), body });
    else await ws.db.unsent.delete(id);
  });
}

export async function readAskedOnce(ws: Workspace, conversation: Id<'conversation'>): Promise<AskedOnce | undefined> {
  return (await openRow(await ws.db.unsent.get(asksPlace(conversation))))?.body.once;
}
