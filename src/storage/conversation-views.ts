import Dexie from 'dexie';
import type { ConversationRow } from '../domain/conversation';
import { namesOf } from './agents';
import type { Workspace } from './open';
import type { ConversationView, Queries } from './queries';
import { conversationSums } from './day-sums';
import { openRuns } from './runs';
import { openAll } from './seal';
import { doingOf } from './tasks';

/** Heads of conversations: the pinned first, then the latest. */
export async function conversationViews(
  ws: Workspace,
  filter: Parameters<Queries['conversations']>[0],
): Promise<ConversationView[]> {
  const { agent, archived, limit } = filter;
  const range =
    agent === undefined
      ? ws.db.conversation.orderBy('activeAt')
      : ws.db.conversation.where('[agent+activeAt]').between([agent, Dexie.minKey], [agent, Dexie.maxKey]);
  // Reading all heads at once takes a fraction of the time of a cursor that looks at each for being pinned.
  const heads = (await range.toArray()).filter(row => row.archived === archived && !row.gone && !row.parent).reverse();
  const pinned = heads.filter(row => row.pinned);
  return viewsOf(ws, [...pinned, ...heads.filter(row => !row.pinned)].slice(0, limit));
}

/** Heads with what a list says of them. */
export async function viewsOf(ws: Workspace, heads: readonly ConversationRow[]): Promise<ConversationView[]> {
  const [agents, sums, runs] = await Promise.all([
    ws.db.agent.bulkGet(heads.map(head => head.agent)),
    conversationSums(
      ws,
      heads.map(head => head.id),
    ),
    openRuns(ws),
  ]);
  const names = await namesOf(agents);
  const sumOf = new Map(sums.map(sum => [sum.conversation, sum]));
  return (await openAll(heads)).map((row, index) => ({
    row,
    agentName: names.get(row.agent) ?? '',
    agentHue: agents[index]?.hue ?? 0,
    unread: row.activeAt > row.readAt,
    doing: doingOf(runs.filter(run => run.conversation === row.id)),
    cost: sumOf.get(row.id)?.cost ?? 0,
    unknownCosts: sumOf.get(row.id)?.unknown ?? 0,
  }));
}
