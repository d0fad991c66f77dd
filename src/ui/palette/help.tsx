import { settings } from '../../state/settings';
import { Dialog } from '../parts/dialog';
import { paletteWords } from '../words/palette';
import { KeyList } from './key-list';

/** Every key that does something here and now. */
export function Help({ onClose }: { onClose: () => void }) {
  const words = paletteWords();
  return (
    <Dialog title={words.help} onClose={onClose} isText>
      {!settings.value.singleKeys && <p class="muted small">{words.singlesOff}</p>}
      <KeyList />
    </Dialog>
  );
}
