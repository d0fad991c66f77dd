import { useSignal } from '@preact/signals';
import { tell } from '../../state/toasts';
import { eraseKeys } from '../../state/vault';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { vaultWords } from '../words/vault';
import { tellError } from '../tell-error';
import style from './unlock.module.css';

/** Without passphrase and code only the keys are lost. */
export function Forgotten({ onDone }: { onDone: () => void }) {
  const words = vaultWords();
  const asking = useSignal(false);
  const close = () => {
    asking.value = false;
  };
  const erase = () => {
    close();
    eraseKeys().then(() => {
      tell(words.keysErased);
      onDone();
    }, tellError);
  };
  return (
    <div class={style.forgotten}>
      <p class={style.foot}>{words.forgotLine}</p>
      <Button
        look="no"
        icon="delete"
        onClick={() => {
          asking.value = true;
        }}
      >
        {words.eraseKeys}
      </Button>
      {asking.value && (
        <Dialog title={words.eraseKeys} onClose={close} does={{ label: words.eraseKeys, look: 'no', onDo: erase }}>
          <p>{words.eraseKeysQuestion}</p>
        </Dialog>
      )}
    </div>
  );
}
