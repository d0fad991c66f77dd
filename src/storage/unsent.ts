import { commit } from './commit';
import type { Workspace } from './open';
import type { UnsentPlace } from './rows';
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
