import { AppError } from '../domain/error';
import type { Id } from '../domain/id';
import type { RunRow } from '../domain/run';
import { atWork } from '../storage/agents';
import { appendEvents, hasOpenAct, openRuns } from '../storage/runs';
import type { Engine } from './engine';
import type { Lead } from './leader';
import { tellRoom } from './full-disk';
import { executeRun } from './run';

/** Runs that go on at the same time in one workspace. */
const mostAtOnce = 50;

/** The bell may be missed (a frozen tab): look anyway. */
const lookEvery = 2_000;

/**
 * Hands runs to the loop for as long as the lead lasts: what is queued, what a lost leader left, and what waited for
 * something that has come. One run of a conversation at a time, the earliest first.
 */
export function dispatch(engine: Engine, lead: Lead): void {
  const active = new Map<Id<'run'>, AbortController>();
  let looking = false;
  let lookAgain = false;

  async function look(): Promise<void> {
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = true;
    do {
      lookAgain = false;
      await turn().catch(() => {});
    } while (lookAgain && !lead.abort.aborted);
    looking = false;
  }

  async function turn(): Promise<void> {
    if (lead.abort.aborted) return;
    if (engine.halted()) return halt();
    const runs = await openRuns(engine.workspace);
    const held = runs.filter(({ status }) => status.is === 'waiting' && status.for === 'agent');
    const back = await atWork(
      engine.workspace,
      held.map(row => row.agent),
    );
    const busy = new Set<string>();
    for (const row of runs) {
      if (row.readOnly) continue;
      const isFirst = !busy.has(row.conversation);
      busy.add(row.conversation);
      const running = active.get(row.id);
      if (row.cancelling && running) running.abort();
      else if (row.cancelling) await cancel(row);
      else if (!running && isFirst && active.size < mostAtOnce && isReady(engine, row, back)) start(row);
    }
  }

  /** Nothing new begins, and what is under way is aborted. What is stopped for good is over nevertheless. */
  async function halt(): Promise<void> {
    for (const running of active.values()) running.abort(new AppError('halted', { retryable: true }));
    for (const row of await openRuns(engine.workspace))
      if (row.cancelling && !row.readOnly && !active.has(row.id) && !(await hasOpenAct(engine.workspace, row.id)))
        await cancel(row);
  }

  function start(row: RunRow): void {
    const controller = new AbortController();
    active.set(row.id, controller);
    const abort = AbortSignal.any([controller.signal, lead.abort]);
    const ended = () => active.delete(row.id);
    void executeRun(engine, lead, row, abort).then(
      () => {
        ended();
        tellRoom(engine);
        engine.bell.ring();
      },
      (error: unknown) => {
        // What could not even be written is tried again when it is time to look.
        ended();
        tellRoom(engine, error);
      },
    );
  }

  /** A run that nobody executes: what it left open is settled first, by the loop. */
  async function cancel(row: RunRow): Promise<void> {
    // Those it began are being stopped too: with the first of them that is over it goes on.
    if (row.status.is === 'waiting' && row.status.for === 'child') return;
    if (row.status.is === 'running' || (await hasOpenAct(engine.workspace, row.id))) return start(row);
    await appendEvents(engine.workspace, lead.epoch, row.id, [{ kind: 'run-cancelled' }]);
  }

  const timer = setInterval(() => void look(), lookEvery);
  const stopListening = engine.bell.onRing(() => void look());
  lead.abort.addEventListener('abort', () => {
    clearInterval(timer);
    stopListening();
  });
  void look();
}

/** Whether what a run waits for has come. A run still `running` here belongs to a leader that is gone. */
function isReady(
  engine: Pick<Engine, 'keysOpen' | 'now' | 'online'>,
  row: RunRow,
  back: ReadonlySet<Id<'agent'>>,
): boolean {
  const { status } = row;
  if (status.is === 'queued' || status.is === 'running') return true;
  if (status.is !== 'waiting') return false;
  switch (status.for) {
    case 'key-locked':
      return engine.keysOpen();
    case 'network':
      return engine.online.now();
    case 'rate':
    case 'timer':
      // A clock that was put back must not make anyone wait for it.
      return engine.now() >= (status.until ?? 0) || engine.now() < row.since;
    case 'agent':
      return back.has(row.agent);
    // The window that was full may have ended; a raised limit puts the run back into the queue.
    case 'budget':
      return status.until !== undefined && engine.now() >= status.until;
    // The answer, the user's words or the end of the pause puts the run back into the queue.
    case 'approval':
    case 'input':
    case 'paused':
    case 'child':
      return false;
  }
}
