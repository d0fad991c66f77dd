import type { Label } from './row';

/** Labels one thing carries at most; beyond that it says “many”. */
export const mostLabels = 32;

/** Everything that any of these carries: what a text made of them carries (RUNTIME: Labels). */
export function unionLabels(lists: Iterable<readonly Label[] | undefined>): Label[] {
  const seen = new Map<string, Label>();
  for (const list of lists)
    for (const label of list ?? []) seen.set(`${label.source}|${label.from}|${label.payload ?? ''}`, label);
  return [...seen.values()];
}
