import { isDeepStrictEqual } from 'node:util';

import { isOver } from '../../src/domain/fold';
import type { RunRow } from '../../src/domain/run';
import { foldEvents } from '../../src/storage/runs';
import { disagreements } from '../e2e/two-ledgers';
import type { Rig } from './rig';
import type { Journal } from './journal';

/**
 * What must hold after every case, whatever was killed. Returns what does not. `neverCame`: how many calls may be booked
 * that did not come, since they were torn off when nobody could say any more whether they had left.
 */
export function faultsIn(journal: Journal, rig: Pick<Rig, 'calls' | 'loopback'>, neverCame = 0): string[] {
  return [
    ...rig.loopback.problems,
    ...journal.run.flatMap(run => faultsOfRun(journal, run)),
    ...faultsOfLedger(journal, rig, neverCame),
    ...faultsOfTalk(journal),
    ...twice(
      'event',
      journal.event.map(row => `${row.run}|${row.number}`),
    ),
    ...twice(
      'cost',
      journal.cost.map(row => `${row.act}|${row.attempt}`),
    ),
    ...(journal.run.every(run => isOver(run.status)) && journal.reservation.length > 0
      ? ['money is still set aside']
      : []),
  ];
}

function faultsOfRun(journal: Journal, row: RunRow): string[] {
  const faults: string[] = [];
  const events = journal.event.filter(one => one.run === row.id);
  if (events.some((one, index) => one.number !== index + 1)) faults.push('the numbers of the events have a gap');
  const { run, acts } = foldEvents(row, events);
  for (const name of ['status', 'cancelling', 'pausing', 'last', 'steps', 'cost', 'tip'] as const) {
    if (!isDeepStrictEqual(run[name], row[name])) faults.push(`the fold says another ${name} than the run's row`);
  }
  for (const act of acts.values()) {
    const kept = journal.act.find(one => one.id === act.id);
    if (kept?.status !== act.status || kept.attempt !== act.attempt)
      faults.push('the fold says another act than its row');
  }
  if (isOver(row.status) && [...acts.values()].some(act => act.status === 'intent'))
    faults.push('a run is over with an act under way');
  return faults;
}

/** The provider's own count against the ledger: a line for each call, and sums that agree as far as the ledger is sure. */
function faultsOfLedger(
  { cost, run, message, reservation }: Journal,
  { calls, loopback }: Pick<Rig, 'calls' | 'loopback'>,
  neverCame: number,
): string[] {
  const faults: string[] = [];
  if (cost.length < calls || cost.length > calls + neverCame)
    faults.push(`${calls} calls came, ${cost.length} are in the ledger`);
  if (cost.some(entry => entry.basis === 'unknown')) faults.push('a cost is unknown');
  faults.push(...disagreements({ cost, reservation }, loopback.ledger));
  const sum = (values: readonly (number | undefined)[]) => values.reduce<number>((all, one) => all + (one ?? 0), 0);
  const inRuns = sum(run.map(one => one.cost));
  const inLedger = sum(cost.map(entry => entry.cost));
  if (inRuns !== inLedger) faults.push(`the runs cost ${inRuns}, the ledger says ${inLedger}`);
  for (const entry of cost) {
    if (entry.message && !message.some(one => one.id === entry.message)) faults.push('a cost without its message');
  }
  return faults;
}

/** Each tool call of a finished run has exactly one result, and no message is there twice. */
function faultsOfTalk({ message, run, parts }: Journal): string[] {
  const faults: string[] = [];
  for (const { id, status } of run) {
    if (status.is !== 'succeeded') continue;
    const own = message.filter(one => one.run === id).flatMap(one => parts.get(one.id) ?? []);
    const asked = own.flatMap(part => (part.kind === 'tool-call' ? [part.call] : []));
    const answered = own.flatMap(part => (part.kind === 'tool-result' ? [part.call] : []));
    if (asked.toSorted().join() !== answered.toSorted().join())
      faults.push(`tool calls ${asked.join() || 'none'}, results ${answered.join() || 'none'}`);
  }
  const ofUser = message.filter(one => one.role === 'user').map(one => one.payload);
  return [...faults, ...twice('message of the user', ofUser)];
}

function twice(what: string, keys: readonly string[]): string[] {
  return new Set(keys).size === keys.length ? [] : [`a ${what} is there twice`];
}
