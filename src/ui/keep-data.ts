import { persist } from '../state/device';
import { tell } from '../state/toasts';
import { vaultWords } from './words/vault';

/** A key is kept from now on: the browser is asked to keep the data, and where it promises nothing that is said. */
export async function keepData(): Promise<void> {
  if (!(await persist())) tell(vaultWords().notPromised);
}
