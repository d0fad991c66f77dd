import type { PayloadHash } from '../domain/row';
import { present } from '../lib/entries';
import type { Workspace } from './open';
import { payloadValue } from './payloads';

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
