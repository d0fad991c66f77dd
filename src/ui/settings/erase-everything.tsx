import { useSignal } from '@preact/signals';
import { eraseEverything } from '../../state/workspaces';
import { bound } from '../parts/bound';
import { DeedButton } from '../parts/deed-button';
import { Dialog } from '../parts/dialog';
import { TextField } from '../parts/field';
import { Section } from '../parts/section';
import { dataWords } from '../words/settings';
import { tellError } from '../tell-error';
import style from './settings.module.css';

/** The one thing that cannot be taken back: a word has to be typed. */
export function EraseEverything() {
  const words = dataWords();
  const open = useSignal(false);
  const typed = useSignal('');
  const close = () => {
    open.value = false;
    typed.value = '';
  };
  const sure = typed.value.trim().toLowerCase() === words.everythingWord.toLowerCase();
  const erase = () => {
    close();
    eraseEverything().catch(tellError);
  };
  return (
    <Section title={words.everything}>
      <div class={style.lines}>
        <p class="muted">{words.everythingLine}</p>
        <p class={style.buttons}>
          <DeedButton
            look="no"
            icon="delete"
            label={words.everythingNow}
            onDo={() => {
              open.value = true;
            }}
          />
        </p>
      </div>
      {open.value && (
        <Dialog
          title={words.everything}
          onClose={close}
          does={sure && { label: words.everythingNow, look: 'no', onDo: erase }}
        >
          <p>{words.everythingLine}</p>
          <TextField label={words.everythingCheck(words.everythingWord)} autofocus {...bound(typed)} />
        </Dialog>
      )}
    </Section>
  );
}
