import { sureUsage } from '../domain/cost-entry';
import type { Id } from '../domain/id';
import type { Usage } from '../domain/usage';
import { costId } from './costs';
import { manifestPart, type Manifest } from './manifests';
import type { Workspace } from './open';

/** What an act that answered was shown, and what its provider said it used; nothing where either is not known whole. */
export async function answeredCall(
  ws: Workspace,
  act: Id<'act'>,
): Promise<{ manifest: Manifest; usage: Usage } | undefined> {
  const row = await ws.db.act.get(act);
  if (row?.status !== 'succeeded' || row.manifest === undefined) return undefined;
  const [entry, manifest] = await Promise.all([
    ws.db.cost.get(costId(act, row.attempt)),
    manifestPart(ws, row.manifest),
  ]);
  const usage = entry && sureUsage(entry);
  return usage && manifest && { manifest, usage };
}
