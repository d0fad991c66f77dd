import type { ModelChoice } from '../domain/agent';
import { AppError } from '../domain/error';
import type { Id } from '../domain/id';
import { pastedLabels, unionLabels } from '../domain/label';
import { filesOf } from '../domain/part';
import { addInstructionsAside } from './agents';
import { commit } from './commit';
import { connectionWithKey } from './connections';
import { messageRow, readMessage, userMessage } from './messages';
import type { Workspace } from './open';
import { addPayloads, preparePayload } from './payloads';
import { prepareRun, queue } from './queue-run';
import type { PayloadRow } from './rows';
import { journalTables, readRun } from './runs';
import type { Sent } from './send';
import { add, freshId, patch, stampsOf } from './write';

/** What a run is taken up with from one of its steps. */
export interface Fork {
  run: Id<'run'>;
  /** The message of that run to go on from; absent: from its beginning. */
  from?: Id<'message'>;
  model?: ModelChoice;
  /** In place of the agent's. */
  instructions?: string;
  /** In place of the user's message it answered. */
  text?: string;
}

/**
 * Runs a task again from a step of one of its runs, which stays as it is: its answers become another branch. Throws
 * `not-found`.
 */
export async function forkRun(ws: Workspace, fork: Fork): Promise<Sent> {
  const { row } = await readRun(ws, fork.run);
  const model = fork.model ?? row.body.model;
  const simulated = (await connectionWithKey(ws, model.connection))?.connection.wire === 'simulated';
  const instructions =
    fork.instructions === undefined ? row.instructions : await addInstructionsAside(ws, row.agent, fork.instructions);
  const message = fork.text === undefined ? row.message : freshId<'message'>(ws);
  const payload = fork.text === undefined ? undefined : await reworded(ws, row.message, fork.text);
  const tip = fork.text === undefined ? (fork.from ?? row.message) : message;
  const queued = await prepareRun(ws, {
    task: row.task,
    conversation: row.conversation,
    agent: row.agent,
    message,
    tip,
    model,
    simulated,
    fork: row.id,
    ...(instructions ? { instructions } : {}),
  });
  await commit(ws, [...journalTables, 'conversation', 'message', 'payload'], async () => {
    if (await ws.db.run.get(queued.row.id)) return;
    const asked = await messageRow(ws, row.message);
    if (payload) {
      await addPayloads(ws, [payload]);
      // What was foreign in the first may be in this one too, and nobody says that a long one was typed.
      const labels = unionLabels([asked.labels, pastedLabels(fork.text ?? '')]);
      const { conversation, parent, files, asks } = asked;
      const words = { conversation, payload: payload.id, simulated, parent, files, labels, asks };
      await add(ws, 'message', userMessage(ws, message, words, stampsOf(asked)));
    }
    if ((await messageRow(ws, tip)).conversation !== row.conversation)
      throw new AppError('not-found', { parameters: { what: 'message' } });
    await patch(ws, 'conversation', row.conversation, { leaf: tip });
    await queue(ws, queued);
  });
  return { conversation: row.conversation, task: row.task, message, run: queued.row.id };
}

/** Other words beside the files of a message. */
async function reworded(ws: Workspace, message: Id<'message'>, text: string): Promise<PayloadRow> {
  const { body } = await readMessage(ws, message);
  return preparePayload(ws, { parts: [...filesOf(body.parts), { kind: 'text', text }] });
}
