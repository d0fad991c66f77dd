import type { ModelChoice } from '../domain/agent';
import type { RunEvent } from '../domain/event';
import { newId, type Id } from '../domain/id';
import type { Parentage, RunRow } from '../domain/run';
import { currentReplica } from './lease';
import type { Workspace } from './open';
import { recordIn, type IdentifiedEvent } from './runs';
import { seal } from './seal';
import { envelope, freshId } from './write';

/** What a run begins with. */
type NewRun = Pick<RunRow, 'task' | 'conversation' | 'agent' | 'message' | 'tip' | 'simulated'> & {
  model: ModelChoice;
  /** The run it was forked from. */
  fork?: Id<'run'>;
  /** Instructions other than the agent's current ones. */
  instructions?: Id<'instructions'>;
  /** Given where its id is known before: another run began it. */
  id?: Id<'run'>;
  parent?: Parentage;
};

/** A run, its body sealed, and its first event. */
export type PreparedRun = Awaited<ReturnType<typeof prepareRun>>;

/** Makes a run. `after`: milliseconds by which its turn comes later than that of one prepared now. */
export async function prepareRun(ws: Workspace, { id: given, model, ...fields }: NewRun, after = 0) {
  const id = given ?? newId<'run'>(ws.now() + after, ws.random);
  const body = await seal({ model });
  const row: Omit<RunRow, 'home' | 'born'> = {
    id,
    v: 1,
    at: ws.now(),
    ...fields,
    status: { is: 'queued' },
    phase: 'queued',
    cancelling: false,
    pausing: false,
    steering: [],
    readOnly: false,
    last: 0,
    steps: 0,
    cost: 0,
    unknown: 0,
    since: ws.now(),
    body,
  };
  const { task, message, tip, fork, instructions, parent } = fields;
  const event: RunEvent = {
    kind: 'run-queued',
    task,
    message,
    model,
    ...(tip === message ? {} : { tip }),
    ...(fork ? { fork } : {}),
    ...(instructions ? { instructions } : {}),
    ...(parent ? { parent } : {}),
  };
  return { row, event: { id: freshId<'event'>(ws), event } };
}

/**
 * Writes a prepared run, and what happens to it at once; to be called inside a transaction over `journalTables` that has
 * seen that it is not there yet.
 */
export async function queue(
  ws: Workspace,
  { row, event }: PreparedRun,
  after: readonly IdentifiedEvent[] = [],
): Promise<void> {
  const { born } = envelope(ws, row.id);
  const replica = await currentReplica(ws);
  const run = { ...row, born, home: replica };
  await recordIn(ws, 0, { run, replica, known: { row: run, acts: new Map(), requests: new Map() } }, [event, ...after]);
}
