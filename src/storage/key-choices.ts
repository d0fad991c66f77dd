import type { Id } from '../domain/id';
import type { Workspace } from './open';
import { open } from './seal';
import { stagedPages } from './staging';

/** What a staged file says of connections that this device has chosen keys for. */
export interface KeyChoices {
  /** At the address we know: their keys may stay. */
  same: Id<'connection'>[];
  /** At another address: a file must not send a key elsewhere, the user chooses again. */
  moved: Id<'connection'>[];
}

/** Compares the addresses of connections in a staged file with ours; before the transaction, as it opens bodies. */
export async function compareAddresses(ws: Workspace, importId: string): Promise<KeyChoices> {
  const choices: KeyChoices = { same: [], moved: [] };
  for await (const page of stagedPages(ws, importId, 'connection')) {
    const ours = await ws.db.connection.bulkGet(page.map(row => row.id));
    for (const [index, theirs] of page.entries()) {
      const own = ours[index];
      if (!own) continue;
      const isSame = (await open(own.body)).baseUrl === (await open(theirs.body)).baseUrl;
      (isSame ? choices.same : choices.moved).push(own.id);
    }
  }
  return choices;
}
