import { useSignal } from '@preact/signals';
import { errorValue } from '../../domain/error';
import { recover } from '../../state/vault';
import { bound } from '../parts/bound';
import { Button } from '../parts/button';
import { TextField } from '../parts/field';
import { NewPassphrase } from '../parts/passphrase';
import { explain } from '../words/errors';
import { vaultWords } from '../words/vault';
import { useWork } from '../use-work';
import style from './unlock.module.css';

/** The code opens the vault; a new passphrase takes the place of the lost one. */
export function RecoveryForm({ onDone }: { onDone: () => void }) {
  const words = vaultWords();
  const code = useSignal('');
  const passphrase = useSignal('');
  const error = useSignal<string | undefined>(undefined);
  const work = useWork();

  async function submit(event: Event) {
    event.preventDefault();
    error.value = undefined;
    await work.run(
      async () => {
        await recover(code.peek(), passphrase.peek());
        onDone();
      },
      failure => {
        error.value = explain(errorValue(failure)).what;
      },
    );
  }

  return (
    <form class={style.form} onSubmit={event => void submit(event)}>
      <TextField
        label={words.recoveryCode}
        hint={words.recoveryHint}
        error={error.value}
        autofocus
        spellcheck={false}
        {...bound(code)}
      />
      <NewPassphrase label={words.newPassphrase} {...bound(passphrase)} />
      <Button look="go" size="big" type="submit" busy={work.busy}>
        {words.recover}
      </Button>
    </form>
  );
}
