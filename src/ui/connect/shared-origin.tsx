import { isSharedOrigin } from '../../state/device';
import { Note } from '../parts/note';
import { sharedOriginWords } from '../words/shared-origin';

/** Said before a key is brought, where other people's pages live on the same origin. */
export function SharedOrigin() {
  return isSharedOrigin() ? <Note>{sharedOriginWords().line}</Note> : null;
}
