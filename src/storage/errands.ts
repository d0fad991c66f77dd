import type { ModelChoice } from '../domain/agent';
import type { ConversationRow } from '../domain/conversation';
import type { RunEvent } from '../domain/event';
import { spanOf, windowId } from '../domain/budget-window';
import { AppError } from '../domain/error';
import { derivedId, type Id } from '../domain/id';
import type { NanoUsd } from '../domain/money';
import type { Label } from '../domain/row';
import type { RunRow } from '../domain/run';
import { budgetTables, spenderOf } from './acts';
import { admitCall } from './budget-windows';
import { budgetId } from './budgets';
import { commit } from './commit';
import { childRunId } from './family';
import { readMessage, userMessage, type MessageReading } from './messages';
import type { Workspace } from './open';
import { addPayloads, preparePayload } from './payloads';
import { prepareRun, queue } from './queue-run';
import { journalTables, record, withIds } from './runs';
import { openRow, seal } from './seal';
import { readSettings } from './settings';
import { add, envelope } from './write';

/** What one run asks another agent to do. */
export interface NewErrand {
  intent: Extract<RunEvent, { kind: 'act-intent' }>;
  agent: Id<'agent'>;
  model: ModelChoice;
  /** The first words of the brief. */
  title: string;
  text: string;
  /** Where foreign text in the brief came from. */
  labels: readonly Label[];
  /** What it may cost at most, where that is limited: set aside for it from the start. */
  budget?: NanoUsd;
}

/**
 * Writes that a run asks others, and with it their runs: each with a task and a conversation of its own, in one
 * transaction. There is never an asking without its run, nor the reverse. A run that is being stopped or paused asks
 * nobody: false then. Throws `stale-epoch`, and `over-budget` {act} where there is no room for what one may cost.
 */
export async function beginErrands(
  ws: Workspace,
  epoch: number,
  parent: RunRow,
  errands: readonly NewErrand[],
): Promise<boolean> {
  const prepared = await Promise.all(errands.map(one => prepareErrand(ws, parent, one)));
  const intents = errands.map(one => one.intent);
  const events = withIds(ws, [...intents, { kind: 'run-waiting', for: 'child' }]);
  const { zone } = await readSettings(ws);
  return commit(ws, [...journalTables, ...budgetTables, 'conversation', 'message', 'payload'], async () => {
    const now = await ws.db.run.get(parent.id);
    if (now?.cancelling || now?.pausing) return false;
    const { again } = await record(ws, epoch, parent.id, events);
    if (again) return true;
    for (const one of prepared) {
      await carve(ws, one, zone);
      await begin(ws, one);
    }
    return true;
  });
}

type PreparedErrand = Awaited<ReturnType<typeof prepareErrand>>;

async function prepareErrand(ws: Workspace, parent: RunRow, errand: NewErrand) {
  const { intent, agent, model, text, title, labels, budget } = errand;
  const { act } = intent;
  const { simulated } = parent;
  const conversation = derivedId<'conversation'>('child-run', act);
  const message = derivedId<'message'>('child-run', act);
  const task = derivedId<'task'>('child-run', act);
  const [payload, headBody, taskBody] = await Promise.all([
    preparePayload(ws, { parts: [{ kind: 'text', text }] }),
    seal({ title }),
    seal({ title }),
  ]);
  const above = [parent.id, parent.task, ...(parent.parent?.above ?? [])];
  const run = await prepareRun(ws, {
    id: childRunId(act),
    task,
    conversation,
    agent,
    message,
    tip: message,
    model,
    simulated,
    parent: { run: parent.id, act, above },
  });
  return {
    parent,
    intent,
    model,
    agent,
    conversation,
    message,
    task,
    payload,
    headBody,
    taskBody,
    run,
    labels,
    budget,
  };
}

/**
 * What a run may cost at most is set aside for it in every budget that it spends from; its calls take from that. The limit
 * itself is a budget of the run, so its user is asked when it is used up. The demo's runs cost nothing.
 */
async function carve(
  ws: Workspace,
  { parent, intent, budget: limit, run, model }: PreparedErrand,
  zone: string,
): Promise<void> {
  if (limit === undefined || parent.simulated) return;
  const budget = { scope: 'run', of: run.row.id, window: 'total', limit, warnAt: 0, consequence: 'ask' } as const;
  const id = budgetId(budget);
  const admitted = await admitCall(ws, {
    spender: spenderOf(run.row, model.connection),
    ceiling: limit,
    zone,
    own: windowId(id, spanOf('total', '').from),
  });
  if (admitted.admission.is !== 'go') throw new AppError('over-budget', { parameters: { act: intent.act } });
  await admitted.setAside(intent);
  await add(ws, 'budget', { ...envelope(ws, id), ...budget });
}

async function begin(ws: Workspace, errand: PreparedErrand): Promise<void> {
  const { parent, agent, conversation, message, task, payload, run, labels } = errand;
  const { simulated } = parent;
  await addPayloads(ws, [payload]);
  const words = { conversation, payload: payload.id, simulated, agent: parent.agent, labels };
  await add(ws, 'message', userMessage(ws, message, words));
  const now = ws.now();
  const head: ConversationRow = {
    ...envelope(ws, conversation),
    agent,
    simulated,
    leaf: message,
    pinned: false,
    archived: false,
    activeAt: now,
    readAt: now,
    parent: parent.id,
    body: errand.headBody,
  };
  await add(ws, 'conversation', head);
  const about = { agent, conversation, message, parent: parent.id, simulated };
  await add(ws, 'task', { ...envelope(ws, task), ...about, status: 'ready', body: errand.taskBody });
  await queue(ws, run);
}

/** A run that another began, with the last it has said. */
export interface ErrandReading {
  row: RunRow;
  said: MessageReading;
}

/** What came of an act that began a run; nothing where that run is not here. */
export async function readErrand(ws: Workspace, act: Id<'act'>): Promise<ErrandReading | undefined> {
  const row = await openRow(await ws.db.run.get(childRunId(act)));
  return row && { row, said: await readMessage(ws, row.tip) };
}
