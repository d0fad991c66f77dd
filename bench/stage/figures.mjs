// Samples to figures. A row compares two lists of samples; its ratio is that of their medians (or another quantile).

/**
 * @typedef {object} Row
 * @property {string} what is measured
 * @property {number[]} samples of it
 * @property {string} against what it is measured
 * @property {number[]} base samples of that, from the same run
 * @property {'ms' | 'B' | 'ratio' | ''} unit nothing for a count
 * @property {number} [at] quantile to compare; 0.5 unless told
 * @property {string} [target] the ratio PERF aims at, as text
 * @property {string} [note] more raw figures
 */

/**
 * The value below which `at` of the samples lie, between two samples in proportion. NaN without samples.
 *
 * @param {readonly number[]} samples
 * @param {number} at 0 to 1
 */
export function quantile(samples, at) {
  const sorted = samples.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * at;
  const [below, above] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN];
  return below + (above - below) * (place - Math.floor(place));
}

/** The middle of some samples. */
export const median = samples => quantile(samples, 0.5);

/** How a row's two figures compare. */
export const ratioOf = ({ samples, base, at = 0.5 }) => quantile(samples, at) / quantile(base, at);

/** Does `sample` several times, in turns with its counterparts so that noise of the machine falls on all of them. */
export async function inTurns(rounds, samplers) {
  const samples = Object.fromEntries(Object.keys(samplers).map(name => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, sample] of Object.entries(samplers)) samples[name].push(await sample());
  }
  return samples;
}
