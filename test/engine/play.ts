import type { RequestRow } from '../../src/domain/request';
import type { RunRow } from '../../src/domain/run';
import type { StreamEvent } from '../../src/domain/stream';
import type { RequestAnswer } from '../../src/engine/door';
import type { Work } from '../../src/engine/serve-door';
import { runVerbs } from '../../src/engine/verbs/run-verbs';
import { readWindow } from '../../src/storage/messages';
import { readRun } from '../../src/storage/runs';
import { sendMessage, type Sent } from '../../src/storage/send';
import { until, type Script, type Stage } from './stage';

/** What every answer here used: $0.0045 at the stage’s price. */
export const usage: StreamEvent = { kind: 'usage', usage: { input: 1_000, output: 100 }, raw: { input_tokens: 1_000 } };
/** A model that answers at once. */
export const answer: Script = async function* ({ send }) {
  await send();
  yield { kind: 'text-delta', text: 'Forty-two.' };
  yield usage;
  yield { kind: 'end', stop: 'end' };
};

/** A message of the user’s. */
export function send(
  { workspace, agent, connection }: Stage,
  text = 'What is six times seven?',
  conversation?: Sent['conversation'],
  model = 'model-a',
): Promise<Sent> {
  return sendMessage(workspace, {
    agent,
    simulated: false,
    parts: [{ kind: 'text', text }],
    title: text,
    agentModel: { connection, model },
    ...(conversation ? { conversation } : {}),
  });
}
/** The run once it is over. */
export async function ended(stage: Stage, sent: Sent): Promise<RunRow> {
  const read = async () => (await readRun(stage.workspace, sent.run)).row;
  await until(async () => ['succeeded', 'failed', 'cancelled'].includes((await read()).phase), read);
  return read();
}
/** Waits for the stop. */
export const aborted = (abort: AbortSignal) =>
  new Promise<void>(resolve => abort.addEventListener('abort', () => resolve()));
/** The ledger. */
export const entries = (stage: Stage) => stage.workspace.db.cost.toArray();
/** What the branch of a run says, oldest first. */
export async function texts(stage: Stage, run: RunRow) {
  const window = await readWindow(stage.workspace, run.tip);
  return window.map(({ row, body }) => ({ role: row.role, parts: body.parts }));
}

/** A model that asks for these tool calls first, and answers when it has their results. */
export function callsFirst(...calls: { call: string; name: string; input: unknown }[]): Script {
  return async function* (turn) {
    if (turn.number > 1) return yield* answer(turn);
    await turn.send();
    for (const part of calls) yield { kind: 'part', part: { kind: 'tool-call', ...part } };
    yield usage;
    yield { kind: 'end', stop: 'tool-calls' };
  };
}

/** The run once it stands at `phase`. */
export async function standing(stage: Stage, sent: Sent, phase: RunRow['phase']): Promise<RunRow> {
  const read = async () => (await readRun(stage.workspace, sent.run)).row;
  await until(async () => (await read()).phase === phase, read);
  return read();
}

/** The requests of a run that are open. */
export async function openOf(stage: Stage, sent: Sent) {
  const rows = await stage.workspace.db.request.where('run').equals(sent.run).toArray();
  return rows.filter(row => row.status === 'open');
}

/** What a run asks first, once it waits. */
export async function asked(stage: Stage, sent: Sent): Promise<RequestRow> {
  await standing(stage, sent, 'waiting');
  const [request] = await openOf(stage, sent);
  if (!request) throw new Error('nothing was asked');
  return request;
}

/** What a verb of a screen is given beside its arguments. */
export const work: Work = { abort: new AbortController().signal, progress: () => {} };

/** The user answers what was asked. */
export async function reply(stage: Stage, ...answers: RequestAnswer[]): Promise<void> {
  await runVerbs(stage.engine).answer(work, answers);
  stage.engine.bell.ring();
}

/** The user writes to a run at work. */
export async function steer(stage: Stage, sent: Sent, text: string): Promise<void> {
  await runVerbs(stage.engine).steer(work, sent.run, text);
  stage.engine.bell.ring();
}

/** The results that tools gave on the branch of a run. */
export async function results(stage: Stage, run: RunRow) {
  const parts = (await texts(stage, run)).flatMap(message => message.parts);
  return parts.flatMap(part => (part.kind === 'tool-result' ? [part] : []));
}
