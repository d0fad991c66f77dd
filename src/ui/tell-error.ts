import { signal } from '@preact/signals';
import type { ErrorValue } from '../domain/error';
import { tell, warn } from '../state/toasts';
import type * as errorSentences from './words/errors';
import { partsWords } from './words/parts';

type Sentences = typeof errorSentences;

const sentences = signal<Sentences | undefined>(undefined);

/** The sentences about errors, fetched when they are first needed. Rejects where they cannot be. */
export async function fetchSentences(): Promise<Sentences> {
  return (sentences.value ??= await import('./words/errors'));
}

/** Says what went wrong and what to do. Where the storage is in trouble it stays, with a way to save everything. */
export function tellError(error: unknown): void {
  fetchSentences().then(({ explain, explained }) => {
    if (!explain(error).inStorage) return tell(explained(error));
    const save = () => {
      import('./save-everything').then(({ saveEverything }) => saveEverything(), wentWrong);
    };
    warn(explained(error), { label: partsWords().saveEverything, do: save });
  }, wentWrong);
}

const wentWrong = () => tell(partsWords().wentWrong);

/** What happened, in one sentence; empty until the sentences are there. */
export function whatHappened(error: ErrorValue): string {
  if (!sentences.value) fetchSentences().catch(() => undefined);
  return sentences.value?.explain(error).what ?? '';
}
