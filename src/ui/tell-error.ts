import { errorValue } from '../domain/error';
import { tell, warn } from '../state/toasts';
import { rescue } from '../state/workspaces';
import { explained } from './words/errors';
import { partsWords } from './words/parts';

/** Says what went wrong and what to do. Where the storage is in trouble it stays, with a way to save everything. */
export function tellError(error: unknown): void {
  if (!errorValue(error).code.startsWith('storage-')) return tell(explained(error));
  const save = () => {
    rescue(Date.now()).catch((failure: unknown) => tell(explained(failure)));
  };
  warn(explained(error), { label: partsWords().saveEverything, do: save });
}
