import type { Instant, ReplicaId } from './id';

/**
 * A hybrid logical clock stamp: milliseconds (12 hex) counter (4) replica (8) writer (4), compared as a string.
 * It orders and merges edits; it is never shown.
 */
export type Hlc = string;

/** What mints stamps: one per page or worker start. `writer` is random, four hex digits. */
export interface StampSource {
  replica: ReplicaId;
  writer: string;
  last: Hlc;
}

/**
 * The next stamp: later than now, than the last one minted, and than every stamp in `seen` (those read in this
 * transaction), so an edit always beats what it saw, even with the clock set back ten years. Updates `source.last`.
 */
export function nextStamp(source: StampSource, now: Instant, seen: Iterable<Hlc> = []): Hlc {
  let latest = source.last.slice(0, 16);
  for (const stamp of seen) if (stamp.slice(0, 16) > latest) latest = stamp.slice(0, 16);
  const wall = clockPart(Math.max(0, Math.trunc(now)), 0);
  const time = wall > latest ? wall : increment(latest);
  source.last = `${time}${source.replica}${source.writer}`;
  return source.last;
}

const clockPart = (milliseconds: number, counter: number) =>
  milliseconds.toString(16).padStart(12, '0') + counter.toString(16).padStart(4, '0');

function increment(time: string): string {
  const milliseconds = Number.parseInt(time.slice(0, 12), 16) || 0;
  const counter = Number.parseInt(time.slice(12, 16), 16) || 0;
  return counter < 0xffff ? clockPart(milliseconds, counter + 1) : clockPart(milliseconds + 1, 0);
}
