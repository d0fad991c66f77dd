import type { Label } from '../domain/row';

/** Pasted text from this many characters on counts as foreign (RUNTIME: Labels). */
const foreignFrom = 2_000;

/** What a text the user typed or pasted carries. */
export function labelsOfText(text: string, pasted: boolean | undefined): Label[] {
  return pasted && text.length > foreignFrom ? [{ source: 'external', from: 'pasted' }] : [];
}
