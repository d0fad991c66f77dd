import type { Id } from '../domain/id';
import { commit } from './commit';
import type { Workspace } from './open';
import type { AskedOnce, UnsentPlace } from './rows';
import { openRow, seal } from './seal';

/** Keeps what a composer holds; an empty text removes it. The last writer wins, from whichever tab. Throws `storage-…`. */
export async function keepUnsent(ws: Workspace, place: UnsentPlace, text: string): Promise<void> {
  const body = await seal({ text });
  await commit(ws, ['unsent'], async () => {
    if (text === '') await ws.db.unsent.delete(place);
    else await ws.db.unsent.put({ id: place, at: ws.now(), body });
  });
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
