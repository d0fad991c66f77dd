import { useSignal } from '@preact/signals';
import { AppError } from '../../domain/error';
import { strengthOf } from '../../domain/passphrase';
import { tell } from '../../state/toasts';
import { changePassphrase } from '../../state/vault';
import { bound } from '../parts/bound';
import { Button } from '../parts/button';
import { SecretField } from '../parts/field';
import { NewPassphrase } from '../parts/passphrase';
import { Section } from '../parts/section';
import { explained } from '../words/errors';
import { vaultSettingsWords } from '../words/settings';
import { vaultWords } from '../words/vault';
import style from './settings.module.css';
import { useExplainedWork } from './use-explained-work';

/** The old one opens, the new one closes; the keys themselves are not written anew. */
export function ChangePassphrase() {
  const words = vaultSettingsWords();
  const old = useSignal('');
  const next = useSignal('');
  const isTold = useSignal(false);
  const work = useExplainedWork();
  const isShort = strengthOf(next.value) === 'too-short';

  async function change(event: Event) {
    event.preventDefault();
    isTold.value = isShort;
    if (isShort) return;
    await work.run(async () => {
      await changePassphrase(old.peek(), next.peek());
      old.value = '';
      next.value = '';
      tell(words.changed);
    });
  }

  return (
    <Section title={words.changePassphrase}>
      <form class={style.form} onSubmit={event => void change(event)}>
        <SecretField
          label={vaultWords().oldPassphrase}
          autocomplete="current-password"
          error={work.problem?.what}
          {...bound(old)}
        />
        <NewPassphrase
          label={vaultWords().newPassphrase}
          error={isTold.value && isShort ? explained(new AppError('passphrase-too-short')) : undefined}
          {...bound(next)}
        />
        <Button type="submit" busy={work.busy}>
          {words.changePassphrase}
        </Button>
      </form>
    </Section>
  );
}
