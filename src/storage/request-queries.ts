import type { RequestBody, RequestRow } from '../domain/request';
import { present } from '../lib/entries';
import { namesOf } from './agents';
import type { Workspace } from './open';
import { payloadValue } from './payloads';
import type { Queries, RequestView } from './queries';
import { openAll } from './seal';

/** Requests shown at once. */
const mostRequests = 50;

/** What screens ask about requests to the user. */
export function requestQueries(ws: Workspace): Pick<Queries, 'inbox' | 'decided' | 'requests'> {
  return {
    async inbox() {
      const open = await ws.db.request.where('status').equals('open').toArray();
      return viewsOf(ws, inOrder(await answeredHere(ws, open)).slice(0, mostRequests));
    },
    async decided(limit) {
      const rows = await ws.db.request.where('status').anyOf(['answered', 'used']).toArray();
      const newest = rows
        .filter(row => row.answered !== undefined)
        .sort((a, b) => (b.answered ?? 0) - (a.answered ?? 0));
      return viewsOf(ws, newest.slice(0, limit));
    },
    async requests(conversation) {
      const rows = await ws.db.request.where('conversation').equals(conversation).toArray();
      const open = await answeredHere(
        ws,
        rows.filter(row => row.status === 'open'),
      );
      const over = rows.filter(row => row.status !== 'open' && row.status !== 'void');
      return viewsOf(ws, inOrder([...over, ...open]).slice(-mostRequests));
    },
  };
}

/** What runs of these tasks wait for the user with, the earliest first. */
export async function openRequestsOf(ws: Workspace, tasks: ReadonlySet<string>): Promise<RequestView[]> {
  const open = await ws.db.request.where('status').equals('open').toArray();
  const own = open.filter(row => tasks.has(row.task));
  return viewsOf(ws, inOrder(await answeredHere(ws, own)).slice(0, mostRequests));
}

/** Those of runs of this installation: one that came with a file is answered on the device whose run it is. */
async function answeredHere(ws: Workspace, rows: readonly RequestRow[]): Promise<RequestRow[]> {
  const runs = await ws.db.run.bulkGet(rows.map(row => row.run));
  return rows.filter((_, index) => runs[index]?.home === ws.replica);
}

const inOrder = (rows: readonly RequestRow[]) => rows.toSorted((a, b) => (a.born < b.born ? -1 : 1));

async function viewsOf(ws: Workspace, rows: readonly RequestRow[]): Promise<RequestView[]> {
  const [agents, heads, shown, said] = await Promise.all([
    ws.db.agent.bulkGet(rows.map(row => row.agent)),
    ws.db.conversation.bulkGet(rows.map(row => row.conversation)),
    ws.db.payload.bulkGet(rows.map(row => row.shown)),
    ws.db.payload.bulkGet(rows.map(row => row.said ?? '')),
  ]);
  const names = await namesOf(agents);
  const titles = new Map((await openAll(present(heads))).map(head => [head.id, head.body.title]));
  return Promise.all(
    rows.map(async (row, index) => {
      const words = await payloadValue<string>(said[index]);
      return {
        row,
        body: (await payloadValue<RequestBody>(shown[index])) ?? {},
        agentName: names.get(row.agent) ?? '',
        agentHue: agents[index]?.hue ?? 0,
        title: titles.get(row.conversation) ?? '',
        simulated: heads[index]?.simulated ?? false,
        ...(words === undefined ? {} : { said: words }),
      };
    }),
  );
}
