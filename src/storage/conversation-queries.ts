import type { AgentRow } from '../domain/agent';
import type { ConversationRow, MessageRow, RunTrouble, TranscriptMessage } from '../domain/conversation';
import type { Id } from '../domain/id';
import type { RunRow } from '../domain/run';
import { inputTokens } from '../domain/usage';
import { present } from '../lib/entries';
import Dexie from 'dexie';
import { runsAtEnd, waitsItsTurn } from './branches';
import { findInConversation } from './find';
import { viewsOf } from './conversation-views';
import { ancestors, readBodies } from './messages';
import type { Workspace } from './open';
import type { ConversationDetail, Queries } from './queries';
import { byAge, openRuns } from './runs';
import { openRow } from './seal';

/** From this many messages on, reading the whole conversation costs less than looking for siblings one by one. */
const wholeFrom = 500;

/** What screens ask about conversations. */
export function conversationQueries(ws: Workspace): Pick<Queries, 'conversation' | 'transcript' | 'find'> {
  return {
    conversation: id => conversationDetail(ws, id),
    find: (conversation, text) => findInConversation(ws, conversation, text),
    async transcript(conversation, limit) {
      const head = await ws.db.conversation.get(conversation);
      if (!head?.leaf) return { messages: [], more: false };
      const branch = await ancestors(ws, head.leaf, limit + 1);
      const rows = branch.slice(-limit);
      const versions = await versionsOf(ws, rows);
      const readings = await readBodies(ws, rows);
      const messages: TranscriptMessage[] = readings.map(reading => ({
        ...reading,
        versions: versions.get(reading.row.id) ?? [],
      }));
      return { messages, more: branch.length > limit };
    },
  };
}

async function conversationDetail(ws: Workspace, id: Id<'conversation'>): Promise<ConversationDetail | undefined> {
  const head = await ws.db.conversation.get(id);
  if (!head || head.gone) return undefined;
  const [[view], agent, runs, lastCall] = await Promise.all([
    viewsOf(ws, [head]),
    ws.db.agent.get(head.agent),
    openRuns(ws),
    ws.db.cost.where('[conversation+born]').between([id, Dexie.minKey], [id, Dexie.maxKey]).last(),
  ]);
  const open = runs.filter(run => run.conversation === id);
  const own = open.filter(run => !run.readOnly);
  const trouble = own.length > 0 ? undefined : (newerTrouble(open) ?? (await lastTrouble(ws, id)));
  const opened = await openRow(agent);
  if (!view || !opened) return undefined;
  const model = view.row.body.model ?? ownModel(opened);
  const connection = model && (await ws.db.connection.get(model.connection));
  const here = head.leaf ? await runsAtEnd(ws, head.leaf, own) : own;
  const task = here[0]?.task ?? (await lastTask(ws, head));
  return {
    ...view,
    agent: opened,
    windowTokens: lastCall?.usage ? inputTokens(lastCall.usage) + lastCall.usage.output : 0,
    waiting: own.filter(waitsItsTurn).map(run => run.message),
    ...(model ? { model } : {}),
    simulated: connection ? connection.wire === 'simulated' : view.row.simulated,
    elsewhere: own.filter(run => !here.includes(run)),
    ...(here[0] ? { run: here[0], compacting: await isCompacting(ws, here[0]) } : {}),
    ...(task ? { task } : {}),
    ...(head.parent ? await askedBy(ws, head.parent) : {}),
    ...(trouble ? { trouble } : {}),
  };
}

async function isCompacting(ws: Workspace, run: RunRow): Promise<boolean> {
  if (run.phase !== 'running') return false;
  const acts = await ws.db.act.where('run').equals(run.id).toArray();
  return acts.some(act => act.kind === 'compaction' && act.status === 'intent');
}

/** Who asked for a conversation that another run began. */
async function askedBy(ws: Workspace, parent: Id<'run'>): Promise<Pick<ConversationDetail, 'askedBy'>> {
  const run = await ws.db.run.get(parent);
  const agent = await openRow(run && (await ws.db.agent.get(run.agent)));
  if (!run || !agent) return {};
  return { askedBy: { name: agent.body.name, hue: agent.hue, conversation: run.conversation } };
}

/** The task of the run that wrote the last message on screen. */
async function lastTask(ws: Workspace, { leaf }: ConversationRow): Promise<Id<'task'> | undefined> {
  const run = leaf && (await ws.db.message.get(leaf))?.run;
  return run && (await ws.db.run.get(run))?.task;
}

const ownModel = (agent: AgentRow) => agent.connection && { connection: agent.connection, model: agent.body.model };

/** A run that a newer version of the app took further than this one can follow. */
function newerTrouble(open: readonly RunRow[]): RunTrouble | undefined {
  const [run] = open;
  return run && { run: run.id, error: { code: 'storage-newer', retryable: false, parameters: {} } };
}

/** Why the newest run of a conversation failed, if it did. */
async function lastTrouble(ws: Workspace, id: Id<'conversation'>): Promise<RunTrouble | undefined> {
  const ends: RunRow['phase'][] = ['failed', 'succeeded', 'cancelled'];
  // Rows under the same index key are in order of their ids, and those in order of creation.
  const newest = await Promise.all(
    ends.map(phase => ws.db.run.where('[conversation+phase]').equals([id, phase]).last()),
  );
  const last = present(newest).sort(byAge).at(-1);
  return last?.status.is === 'failed' ? { run: last.id, error: last.status.error } : undefined;
}

/** For each message that has them, its versions (siblings of the same author kind) in order of birth. */
async function versionsOf(ws: Workspace, rows: readonly MessageRow[]): Promise<Map<Id<'message'>, Id<'message'>[]>> {
  const near = await siblingsOf(ws, rows);
  const turnOf = (row: MessageRow) => `${row.parent ?? ''}|${row.role}`;
  const turns = new Map<string, Id<'message'>[]>();
  for (const row of near.filter(one => !one.gone).sort((a, b) => (a.born < b.born ? -1 : 1))) {
    turns.set(turnOf(row), [...(turns.get(turnOf(row)) ?? []), row.id]);
  }
  return new Map(rows.map(row => [row.id, turns.get(turnOf(row)) ?? []] as const).filter(([, ids]) => ids.length > 1));
}

/**
 * Messages with the parents of these, and more. A conversation's first messages have no parent to be found by: with one
 * of them, or with many messages, all of the conversation is read at once.
 */
async function siblingsOf(ws: Workspace, rows: readonly MessageRow[]): Promise<MessageRow[]> {
  const [first] = rows;
  if (!first) return [];
  const { conversation } = first;
  const parents = present(rows.map(row => row.parent));
  if (parents.length === rows.length && rows.length <= wholeFrom)
    return ws.db.message.where('parent').anyOf(parents).toArray();
  const whole = ws.db.message.where('[conversation+born]');
  return whole.between([conversation, Dexie.minKey], [conversation, Dexie.maxKey]).toArray();
}
