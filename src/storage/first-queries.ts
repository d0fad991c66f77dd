import { agentQueries } from './agent-queries';
import { attachmentsOf } from './attachments';
import { withWords } from './connections';
import { conversationViews } from './conversation-views';
import { costQueries } from './cost-queries';
import type { Workspace } from './open';
import type { Queries } from './queries';
import { requestQueries } from './request-queries';
import { openAll } from './seal';
import { readSettings } from './settings';
import { taskQueries } from './task-queries';
import { readAskedOnce, readUnsent } from './unsent';
import type { WorkspaceIndex } from './workspaces';

/** Counts shown at boot stop here. */
const countCap = 1_000;

/** The named queries that the frame and the first screen ask. */
export function firstQueries(ws: Workspace, index: WorkspaceIndex) {
  return {
    ...agentQueries(ws),
    ...costQueries(ws),
    ...taskQueries(ws),
    ...requestQueries(ws),
    conversations: filter => conversationViews(ws, filter),
    unsent: place => readUnsent(ws, place),
    askedOnce: conversation => readAskedOnce(ws, conversation),
    attachments: place => attachmentsOf(ws, place),
    async boot() {
      const [agents, conversations, activity] = await Promise.all([
        ws.db.agent
          .filter(row => !row.gone)
          .limit(countCap)
          .count(),
        ws.db.conversation
          .filter(row => !row.gone)
          .limit(countCap)
          .count(),
        ws.db.activity.limit(countCap).count(),
      ]);
      return { agents, memories: 0, conversations, activity };
    },
    settings: () => readSettings(ws),
    async workspaces() {
      const entries = await index.list();
      return entries.map(({ id, name, openedAt }) => ({ id, name, openedAt, current: id === ws.id }));
    },
    async connections() {
      const rows = await ws.db.connection.filter(row => !row.gone).toArray();
      const ids = rows.map(row => row.id);
      const [keys, lists] = await Promise.all([ws.db.key.bulkGet(ids), ws.db.models.bulkGet(ids)]);
      const [opened, models] = await Promise.all([
        openAll(rows),
        Promise.all(lists.map(async list => (list ? (await openAll([list]))[0] : undefined))),
      ]);
      return opened.map((row, at) => {
        const [key, list] = [keys[at], models[at]];
        return {
          row,
          models: list?.body.list.length ?? 0,
          ...(key ? { key: key.key } : {}),
          ...(list ? { listedAt: list.listedAt } : {}),
        };
      });
    },
    async models() {
      const [lists, connections] = await Promise.all([ws.db.models.toArray(), ws.db.connection.toArray()]);
      const live = await openAll(connections.filter(row => !row.gone));
      const opened = await openAll(lists);
      return live.flatMap(({ id, body }) =>
        withWords(opened.find(row => row.id === id)?.body.list ?? [], body.models).map(info => ({
          connection: id,
          info,
        })),
      );
    },
    async prices() {
      return openAll(await ws.db.price.filter(row => !row.gone).toArray());
    },
    budgets: () => ws.db.budget.filter(row => !row.gone).toArray(),
    activity: limit => ws.db.activity.orderBy('born').reverse().limit(limit).toArray(),
  } satisfies Partial<Queries>;
}
