import { now } from '../state/clock';
import { tell } from '../state/toasts';
import { saveEverything as save } from '../state/workspaces';
import { explained } from './words/errors';

/** Saves all there is, from wherever the storage is in trouble. What goes wrong is told in a sentence. */
export function saveEverything(): void {
  save(now.peek()).catch((failure: unknown) => tell(explained(failure)));
}
