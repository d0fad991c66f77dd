import type { EventRow } from '../domain/event';
import type { ActState, RunState } from '../domain/fold';
import type { Id } from '../domain/id';
import type { RequestRow, RequestState } from '../domain/request';
import type { ActRow, RunRow } from '../domain/run';
import type { KnownRun } from './known-run';

/** The row of a request: born with the event that opened it. */
export function requestRow(run: RunRow, row: EventRow, state: RequestState, known?: RequestRow): RequestRow {
  const { task, conversation, agent } = run;
  const envelope = { v: 1, at: known?.at ?? row.at, born: known?.born ?? row.born };
  return { ...state, ...envelope, run: run.id, task, conversation, agent };
}

/** The row of an act: born with its first intent. */
export function actRow(row: EventRow, state: ActState, known?: ActRow): ActRow {
  const { calls: _, ...act } = state;
  return { v: 1, at: known?.at ?? row.at, born: known?.born ?? row.born, run: row.run, ...act };
}

/** The requests that wait no more. */
export function closedOf(before: KnownRun['requests'], after: KnownRun['requests']): Id<'request'>[] {
  return [...before.values()].flatMap(({ id, status }) =>
    status === 'open' && after.get(id)?.status !== 'open' ? [id] : [],
  );
}

/** The state as the derived rows hold it: enough to fold the next event without reading all before. */
export function stateOf(row: RunRow, { acts, requests }: Pick<KnownRun, 'acts' | 'requests'>): RunState {
  const { status, cancelling, pausing, steering, readOnly, last, steps, cost, unknown, since, tip, quiet, instead } =
    row;
  const flags = { cancelling, pausing, steering, readOnly };
  const rare = {
    ...(unknown === undefined ? {} : { unknown }),
    ...(quiet ? { quiet } : {}),
    ...(instead ? { instead } : {}),
  };
  return {
    run: { status, ...flags, last, steps, cost, since, tip, ...rare },
    acts: new Map([...acts].map(([id, act]) => [id, { ...act, calls: [] }])),
    requests,
    heard: 0,
  };
}
