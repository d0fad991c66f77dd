import { derivedId } from '../domain/id';
import type { Move } from '../domain/next-move';
import { openRequests } from '../storage/requests';
import type { LeasedRun, Outcome } from './leased-run';

/** Asks the user whether to go on: the run repeats itself, or has used up its steps or minutes. */
export async function checkIn(
  { engine, lead, row, state }: LeasedRun,
  { asks, count, minutes }: Extract<Move, { do: 'check-in' }>,
): Promise<Outcome> {
  const request = derivedId<'request'>('check-in', `${row.id}|${asks}|${state.acts.size}`);
  await openRequests(
    engine.workspace,
    lead.epoch,
    row.id,
    [{ request, asks, body: { count, ...(minutes === undefined ? {} : { minutes }) } }],
    {
      after: [{ kind: 'run-waiting', for: 'input' }],
    },
  );
  return { go: 'over' };
}
