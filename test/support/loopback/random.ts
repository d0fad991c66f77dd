/** Seeded random numbers and the cutting of bytes into chunks, so that a failing stream can be had again. */

/** Uniform in [0, 1), 32 bits (mulberry32). */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Cuts bytes anywhere, also inside a character or a line end: mostly small pieces, now and then a large one. */
export function* chunked(bytes: Uint8Array, random: Random): Generator<Uint8Array> {
  let from = 0;
  while (from < bytes.length) {
    const most = random() < 0.1 ? 4096 : 96;
    const to = Math.min(bytes.length, from + 1 + Math.floor(random() * most));
    yield bytes.subarray(from, to);
    from = to;
  }
}
