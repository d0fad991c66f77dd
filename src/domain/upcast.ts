import type { EventRow, RunEvent } from './event';

/** The version of the shapes in `event.ts`; raised when one changes its meaning, with a step below. */
export const eventVersion = 3;

/** What turns an event of version N, at N - 1, into one of N + 1. */
const steps: readonly ((event: RunEvent) => RunEvent)[] = [
  // 1 → 2: tools are named with their source; before, there were only built-in ones.
  event =>
    event.kind === 'act-intent' && event.tool !== undefined && !event.tool.includes('/')
      ? { ...event, tool: `built-in/${event.tool}` }
      : event,
  // 2 → 3: that a cost is unknown is said; before, an answer or a summary of a model was just without one.
  event =>
    event.kind === 'act-succeeded' && event.cost === undefined && (event.calls ?? event.left) !== undefined
      ? { ...event, unknown: true }
      : event,
];

/**
 * An event as this version understands it. One of a later version stays as it is: the fold makes its run read-only when
 * it does not know its kind.
 */
export function upcastEvent(row: EventRow): EventRow {
  if (row.v >= eventVersion) return row;
  const event = steps.slice(row.v - 1).reduce((one, step) => step(one), row.event);
  return { ...row, event };
}
