import { useSignal, type Signal } from '@preact/signals';
import { persist } from '../../state/device';
import { tell } from '../../state/toasts';
import { createVault } from '../../state/vault';
import { bound } from '../parts/bound';
import { Button } from '../parts/button';
import { Check } from '../parts/choice';
import { NewPassphrase } from '../parts/passphrase';
import { Section } from '../parts/section';
import { settingsWords, vaultSettingsWords } from '../words/settings';
import { vaultWords } from '../words/vault';
import style from './settings.module.css';
import { useExplainedWork } from './use-explained-work';

/** Keys in memory are kept from now on. `code`: where the recovery code is shown, as this form goes away with its success. */
export function SetPassphrase({ code }: { code: Signal<string | undefined> }) {
  const words = vaultSettingsWords();
  const passphrase = useSignal('');
  const recovery = useSignal(true);
  const work = useExplainedWork();

  async function set(event: Event) {
    event.preventDefault();
    await work.run(async () => {
      const { recoveryCode } = await createVault(passphrase.peek(), recovery.peek());
      await persist();
      passphrase.value = '';
      code.value = recoveryCode;
      tell(settingsWords().saved);
    });
  }

  return (
    <Section title={words.setPassphrase}>
      <form class={style.form} onSubmit={event => void set(event)}>
        <NewPassphrase label={vaultWords().passphrase} error={work.problem?.what} {...bound(passphrase)} />
        <Check {...bound(recovery)}>{words.withRecovery}</Check>
        <Button look="go" type="submit" busy={work.busy}>
          {words.setPassphrase}
        </Button>
      </form>
    </Section>
  );
}
