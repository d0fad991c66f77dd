import type { RunRow } from '../../src/domain/run';
import type { StreamEvent } from '../../src/domain/stream';
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
export function send({ workspace, agent, connection }: Stage, text = 'What is six times seven?'): Promise<Sent> {
  return sendMessage(workspace, {
    agent,
    simulated: false,
    parts: [{ kind: 'text', text }],
    title: text,
    agentModel: { connection, model: 'model-a' },
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
