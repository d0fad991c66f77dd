import { useSignal } from '@preact/signals';
import { recover } from '../../state/vault';
import { bound } from '../parts/bound';
import { Button } from '../parts/button';
import { TextField } from '../parts/field';
import { NewPassphrase } from '../parts/passphrase';
import { vaultWords } from '../words/vault';
import { useWork } from '../use-work';
import { useRefusal } from './use-refusal';
import style from './unlock.module.css';

/** The code opens the vault; a new passphrase takes the place of the lost one. */
export function RecoveryForm({ onDone }: { onDone: () => void }) {
  const words = vaultWords();
  const code = useSignal('');
  const passphrase = useSignal('');
  const refusal = useRefusal();
  const work = useWork();

  async function submit(event: Event) {
    event.preventDefault();
    refusal.set();
    await work.run(
      async () => {
        await recover(code.peek(), passphrase.peek());
        onDone();
      },
      failure => {
        refusal.set(failure);
      },
    );
  }

  return (
    <form class={style.form} onSubmit={event => void submit(event)}>
      <TextField
        label={words.recoveryCode}
        hint={words.recoveryHint}
        error={refusal.atField}
        autofocus
        spellcheck={false}
        {...bound(code)}
      />
      <NewPassphrase label={words.newPassphrase} {...bound(passphrase)} />
      {refusal.apart}
      <Button look="go" size="big" type="submit" busy={work.busy}>
        {words.recover}
      </Button>
    </form>
  );
}
