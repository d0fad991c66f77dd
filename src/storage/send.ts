import { askedAs, type Asked, type ModelChoice } from '../domain/agent';
import type { ConversationRow, MessageRow } from '../domain/conversation';
import { AppError } from '../domain/error';
import type { Id } from '../domain/id';
import { filesOf, type Part } from '../domain/part';
import type { Label } from '../domain/row';
import type { RunRow } from '../domain/run';
import { readAgent } from './agents';
import { attachmentsSent } from './attachments';
import { endBelow, waitsItsTurn } from './branches';
import { commit } from './commit';
import { connectionWithKey } from './connections';
import { patchConversation, readConversation } from './conversations';
import { askedBy, messageRow, tipBelow, userMessage } from './messages';
import type { Workspace } from './open';
import { prepareRun, queue, type PreparedRun } from './queue-run';
import { addPayloads, preparePayload } from './payloads';
import type { UnsentPlace } from './rows';
import { journalTables, openRuns, record, withIds } from './runs';
import { seal } from './seal';
import { asksPlace } from './unsent';
import { add, envelope, freshId, patch, stampsOf } from './write';

/** A message of the user's on its way in. */
export interface Sending {
  /** Absent: a new conversation begins. */
  conversation?: Id<'conversation'>;
  agent: Id<'agent'>;
  simulated: boolean;
  parts: Part[];
  /** The title of a conversation that begins with it. */
  title: string;
  /** The conversation's model from now on. */
  model?: ModelChoice;
  /** How it alone is asked; absent: as the message it stands beside was, else as the conversation is. */
  asks?: Asked;
  /** Answers where the conversation has no model of its own. */
  agentModel?: ModelChoice;
  /** The composer it was written in, which holds it no longer. */
  from?: UnsentPlace;
  /** Edit: it stands beside this message, under the same parent; where nobody has read that yet, it takes its place. */
  instead?: Id<'message'>;
  /** Where foreign text in it came from. */
  labels?: readonly Label[];
  /** Its run is paused from the start: nothing is done before the user begins it. */
  held?: boolean;
}

/** What a sent message became. */
export interface Sent {
  conversation: Id<'conversation'>;
  task: Id<'task'>;
  message: Id<'message'>;
  run: Id<'run'>;
}

const sendTables = [...journalTables, 'conversation', 'message', 'payload', 'unsent', 'attachment'] as const;

/**
 * The user's message, its task, a queued run and the conversation's head in one transaction. It hangs at the tip on
 * screen. While a run is going on there, the message waits: each answer of that run slips in between (acts.ts), so the
 * branch always reads in the order in which it will be told to the model. Throws `not-found` {what: model} when nothing
 * says which model should answer.
 */
export async function sendMessage(ws: Workspace, sending: Sending): Promise<Sent> {
  const { agent, simulated, parts } = sending;
  const known = sending.conversation ? await readConversation(ws, sending.conversation) : undefined;
  if (sending.conversation && !known) throw new AppError('not-found', { parameters: { what: 'conversation' } });
  const choice = sending.model ?? known?.body.model ?? sending.agentModel;
  if (!choice) throw new AppError('not-found', { parameters: { what: 'model' } });
  const asks = sending.asks ?? (sending.instead && (await messageRow(ws, sending.instead)).asks);
  const model = askedAs(choice, asks);

  const conversation = known?.id ?? freshId<'conversation'>(ws);
  const message = freshId<'message'>(ws);
  const task = freshId<'task'>(ws);
  const files = filesOf(parts).map(file => file.payload);
  const payload = await preparePayload(ws, { parts });
  const [headBody, taskBody] = await Promise.all([
    seal({ title: sending.title, ...(sending.model ? { model: sending.model } : {}) }),
    seal({ title: sending.title }),
  ]);
  const queued = await prepareRun(ws, { task, conversation, agent, message, tip: message, model, simulated });
  const held = sending.held ? withIds(ws, [{ kind: 'pause-requested' }]) : [];
  const replacement = sending.instead && (await prepareReplacement(ws, conversation, sending.instead));

  await commit(ws, sendTables, async again => {
    if (again && (await ws.db.message.get(message))) return;
    const [head, old] = await Promise.all([
      ws.db.conversation.get(conversation),
      sending.instead === undefined ? undefined : messageRow(ws, sending.instead),
    ]);
    const parent = old ? old.parent : head?.leaf;
    const above = parent ? await ws.db.message.get(parent) : undefined;
    const words = { conversation, payload: payload.id, simulated, parent, files, labels: sending.labels, asks };
    const row = userMessage(ws, message, words, above ? stampsOf(above) : []);
    const fresh = { agent, conversation, message, simulated, status: 'ready' as const, body: taskBody };
    await Promise.all([
      addPayloads(ws, [payload]),
      add(ws, 'message', row),
      putHead(ws, head, { conversation, agent, simulated, leaf: message, body: headBody }),
      add(ws, 'task', { ...envelope(ws, task), ...fresh }),
      queue(ws, queued, held),
    ]);
    if (replacement) await replaceWaiting(ws, replacement, message);
    if (sending.from !== undefined) {
      await ws.db.unsent.delete(sending.from);
      await attachmentsSent(ws, sending.from, files);
    }
    if (sending.asks) await ws.db.unsent.delete(asksPlace(conversation));
  });
  if (known && sending.model) await patchConversation(ws, conversation, { body: { model: sending.model } });
  return { conversation, task, message, run: queued.row.id };
}

type NewHead = Required<Pick<ConversationRow, 'agent' | 'simulated' | 'leaf' | 'body'>> & {
  conversation: Id<'conversation'>;
};

async function putHead(ws: Workspace, head: ConversationRow | undefined, fresh: NewHead): Promise<void> {
  const { conversation, leaf } = fresh;
  const now = ws.now();
  if (head) return patch(ws, 'conversation', conversation, { leaf, activeAt: now, readAt: now });
  const { agent, simulated, body } = fresh;
  const flags = { pinned: false, archived: false, activeAt: now, readAt: now };
  await add(ws, 'conversation', { ...envelope(ws, conversation), agent, simulated, leaf, ...flags, body });
}

/** A message that waits for its turn, and those that wait behind it, to be queued anew: their runs come after its own. */
interface Replacement {
  old: RunRow;
  followers: { old: RunRow; fresh: PreparedRun }[];
}

/** What an edit takes the place of; nothing where the message has been read. */
async function prepareReplacement(
  ws: Workspace,
  conversation: Id<'conversation'>,
  message: Id<'message'>,
): Promise<Replacement | undefined> {
  const runs = (await openRuns(ws)).filter(run => run.conversation === conversation && waitsItsTurn(run));
  const old = runs.find(run => run.message === message);
  if (
    !old ||
    (await ws.db.message
      .where('parent')
      .equals(message)
      .filter(row => row.role !== 'user')
      .count()) > 0
  )
    return undefined;
  const followers: Replacement['followers'] = [];
  for (let above = message; ;) {
    const below = new Set((await ws.db.message.where('parent').equals(above).toArray()).map(row => row.id));
    const next = runs.find(run => below.has(run.message));
    if (!next) return { old, followers };
    const { task, agent, simulated, body } = next;
    const fields = { task, conversation, agent, message: next.message, tip: next.message, simulated };
    followers.push({ old: next, fresh: await prepareRun(ws, { ...fields, model: body.model }, followers.length + 1) });
    above = next.message;
  }
}

/** Puts `message` where the one waited that it replaces; to be called in the transaction that adds it. */
async function replaceWaiting(ws: Workspace, { old, followers }: Replacement, message: Id<'message'>): Promise<void> {
  const now = await ws.db.run.get(old.id);
  if (!now || !waitsItsTurn(now)) return;
  await patch(ws, 'message', old.message, { gone: true });
  await callOff(ws, old);
  const [first] = followers;
  if (first) await patch(ws, 'message', first.old.message, { parent: message });
  for (const { old: before, fresh } of followers) {
    await callOff(ws, before);
    await queue(ws, fresh);
  }
  const leaf = followers.at(-1)?.old.message ?? message;
  await patch(ws, 'conversation', old.conversation, { leaf });
}

const callOff = (ws: Workspace, { id }: RunRow) => record(ws, 0, id, withIds(ws, [{ kind: 'cancel-requested' }]));

/** Answers the message that `message` answered once more: another run of the same task, the old answer stays. */
export async function retryRun(ws: Workspace, message: Id<'message'>): Promise<Sent> {
  const asked = await askedBy(ws, await messageRow(ws, message));
  return runAgain(ws, asked, asked);
}

/** Goes on from a cut answer: another run of the same task that sees what arrived. */
export async function continueRun(ws: Workspace, message: Id<'message'>): Promise<Sent> {
  const cut = await messageRow(ws, message);
  return runAgain(ws, await askedBy(ws, cut), cut);
}

async function runAgain(ws: Workspace, asked: MessageRow, tip: MessageRow): Promise<Sent> {
  const { conversation } = asked;
  const head = await readConversation(ws, conversation);
  const tasks = await ws.db.task.where('conversation').equals(conversation).toArray();
  const task = tasks.find(one => one.message === asked.id);
  if (!head || !task) throw new AppError('not-found', { parameters: { what: 'task' } });
  const agent = await readAgent(ws, task.agent);
  const own = agent?.connection && { connection: agent.connection, model: agent.body.model };
  const choice = head.body.model ?? own;
  if (!choice) throw new AppError('not-found', { parameters: { what: 'model' } });
  const model = askedAs(choice, asked.asks);
  const simulated = (await connectionWithKey(ws, model.connection))?.connection.wire === 'simulated';
  const runs = await openRuns(ws);
  const waiting = runs.find(run => run.message === asked.id && run.tip === tip.id && asks(run, model));
  if (waiting) {
    await patchConversation(ws, conversation, { leaf: await endBelow(ws, tip.id, runs) });
    return { conversation, task: task.id, message: asked.id, run: waiting.id };
  }
  const queued = await prepareRun(ws, {
    task: task.id,
    conversation,
    agent: task.agent,
    message: asked.id,
    tip: tip.id,
    model,
    simulated,
  });
  await commit(ws, sendTables, async () => {
    if (await ws.db.run.get(queued.row.id)) return;
    await patch(ws, 'conversation', conversation, { leaf: tip.id });
    await patch(ws, 'task', task.id, { status: 'ready', simulated });
    await queue(ws, queued);
  });
  return { conversation, task: task.id, message: asked.id, run: queued.row.id };
}

/** Whether a run waits to ask this model: asking for another try twice must not pay twice. */
const asks = (run: RunRow, model: ModelChoice) =>
  run.phase === 'queued' &&
  !run.cancelling &&
  run.body.model.connection === model.connection &&
  run.body.model.model === model.model &&
  run.body.model.effort === model.effort &&
  run.body.model.maxOutput === model.maxOutput;

/** Puts the branch that `message` is on on the screen, down to its newest tip. */
export async function showVersion(ws: Workspace, message: Id<'message'>): Promise<void> {
  const row = await messageRow(ws, message);
  await patchConversation(ws, row.conversation, { leaf: await tipBelow(ws, row) });
}

/** Puts the branch that an open run writes to on the screen. Throws `not-found`. */
export async function showRun(ws: Workspace, run: Id<'run'>): Promise<void> {
  const runs = await openRuns(ws);
  const found = runs.find(({ id }) => id === run);
  if (!found) throw new AppError('not-found', { parameters: { what: 'run' } });
  await patchConversation(ws, found.conversation, { leaf: await endBelow(ws, found.tip, runs) });
}
