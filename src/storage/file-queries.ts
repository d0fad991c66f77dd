import type { RevisionRow } from '../domain/artifact';
import type { Id } from '../domain/id';
import { present } from '../lib/entries';
import { namesOf } from './agents';
import { textOf } from './artifacts';
import type { Workspace } from './open';
import type { FileView, Queries } from './queries';
import { openAll, openRow } from './seal';

/** Files of a conversation, and revisions of a file, shown at once. */
const mostFiles = 200;
const mostRevisions = 100;

/** What screens ask about files. */
export function fileQueries(ws: Workspace): Pick<Queries, 'files' | 'file' | 'revisionText'> {
  return {
    async files({ conversation, limit = mostFiles } = {}) {
      const range =
        conversation === undefined ? ws.db.artifact : ws.db.artifact.where('conversation').equals(conversation);
      const rows = await openAll((await range.toArray()).filter(row => !row.gone));
      const shown = rows.sort((a, b) => (a.body.path < b.body.path ? -1 : 1)).slice(0, limit);
      const current = await ws.db.revision.bulkGet(shown.map(row => row.current));
      const names = await authorsOf(ws, present(current));
      return shown.flatMap((row, index): FileView[] => {
        const revision = current[index];
        return revision ? [{ row, current: revision, ...named(names, revision) }] : [];
      });
    },
    async file(id) {
      const row = await openRow(await ws.db.artifact.get(id));
      if (!row) return undefined;
      const all = await ws.db.revision.where('artifact').equals(id).toArray();
      const revisions = all.sort((a, b) => (a.born < b.born ? 1 : -1)).slice(0, mostRevisions);
      const current = all.find(one => one.id === row.current);
      const names = await authorsOf(ws, revisions);
      if (!current) return undefined;
      return {
        row,
        current,
        ...named(names, current),
        revisions: revisions.map(one => ({ ...one, ...named(names, one) })),
      };
    },
    async revisionText(id) {
      const row = await ws.db.revision.get(id);
      return row && textOf(ws, row);
    },
  };
}

const authorsOf = async (ws: Workspace, rows: readonly RevisionRow[]) =>
  namesOf(await ws.db.agent.bulkGet([...new Set(present(rows.map(row => row.agent)))]));

function named(names: ReadonlyMap<Id<'agent'>, string>, { agent }: RevisionRow): { agentName?: string } {
  const name = agent && names.get(agent);
  return name === undefined ? {} : { agentName: name };
}
