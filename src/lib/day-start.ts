import { dayIn } from './day';

/** More than any zone is ahead of or behind UTC. */
const furthest = 16 * 60 * 60_000;

/** The first millisecond of a calendar day (`YYYY-MM-DD`) in an IANA zone, whatever its clocks do that night. */
export function startOfDay(zone: string, day: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let before = midnight - furthest;
  let from = midnight + furthest;
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (dayIn(zone, middle) >= day) from = middle;
    else before = middle;
  }
  return from;
}
