import { isOver, type RunState } from '../domain/fold';
import { derivedId, type Id } from '../domain/id';
import type { RunEvent } from '../domain/event';
import type { RunRow } from '../domain/run';

/** The run that an act begins: the same for every leader that comes to it, so that a crash makes no twin. */
export const childRunId = (act: Id<'act'>): Id<'run'> => derivedId<'run'>('child-run', act);

/** What another run is told because of what happened to one: in the same transaction, under an id that it has once. */
export interface Word {
  to: Id<'run'>;
  id: Id<'event'>;
  event: RunEvent;
}

/** What the user asks of a run is asked of those it began, too. */
const handedDown: ReadonlySet<RunEvent['kind']> = new Set(['cancel-requested', 'pause-requested', 'resume-requested']);

/** Whom the events of one run concern besides itself: those it began, and once it is over the one that began it. */
export function wordsOf(
  { before, after, state }: { before: RunRow; after: RunRow; state: RunState },
  events: readonly { id: Id<'event'>; event: RunEvent }[],
): Word[] {
  // Also one whose result nobody reads any more.
  const children = [...state.acts.values()].filter(act => act.kind === 'child-run' && !act.over);
  const word = (act: Id<'act'>, cause: string, event: RunEvent): Word => ({
    to: childRunId(act),
    id: derivedId<'event'>('handed-down', `${cause}|${act}`),
    event,
  });
  const passed = events.filter(({ event }) => handedDown.has(event.kind));
  const down = children.flatMap(({ id }) => passed.map(({ id: cause, event }) => word(id, cause, event)));
  if (isOver(before.status) || !isOver(after.status)) return down;
  const orphans = children.map(({ id }) => word(id, `over|${after.id}`, { kind: 'cancel-requested' }));
  return [...down, ...orphans, ...wordUp(after)];
}

function wordUp({ id, parent }: RunRow): Word[] {
  if (!parent) return [];
  const event: RunEvent = { kind: 'child-ended', act: parent.act };
  return [{ to: parent.run, id: derivedId<'event'>('child-ended', id), event }];
}
