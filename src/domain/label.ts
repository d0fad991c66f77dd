import type { Label } from './row';

/** Labels one thing carries at most; beyond that it says “many”. */
export const mostLabels = 32;

/** Text that came in one piece counts as foreign where it is longer than so many characters (RUNTIME: Labels). */
export const foreignFrom = 2_000;

/** What a text carries that was pasted, or of which nobody says that it was typed. */
export const pastedLabels = (text: string): Label[] =>
  text.length > foreignFrom ? [{ source: 'external', from: 'pasted' }] : [];

/** Stands for more labels than are kept. It is foreign like any other, and nothing that is granted trusts it. */
const many: Label = { source: 'external', from: 'many' };

/** How grants name where a label comes from: `source:from`. */
export const sourceOf = ({ source, from }: Label): string => `${source}:${from}`;

/** Whether a label stands for many. */
export const isMany = (label: Label): boolean => sourceOf(label) === sourceOf(many);

/**
 * Everything that any of these carries: what a text made of them carries (RUNTIME: Labels). In which order or how often
 * things are put together makes no difference to what the result carries, and nothing foreign ever comes out as none.
 */
export function unionLabels(lists: Iterable<readonly Label[] | undefined>): Label[] {
  const seen = new Map<string, Label>();
  for (const list of lists)
    for (const label of list ?? []) {
      if (isMany(label)) return [many];
      seen.set(JSON.stringify([label.source, label.from, label.payload ?? '']), label);
    }
  return seen.size > mostLabels ? [many] : [...seen.values()];
}

/** What is made of these carries: an answer of its window, a summary of the messages it covers, a brief of its sender's. */
export function labelsOf(sources: Iterable<{ labels?: readonly Label[] }>): Label[] {
  return unionLabels([...sources].map(({ labels }) => labels));
}
