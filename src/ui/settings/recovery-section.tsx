import { useSignal, type Signal } from '@preact/signals';
import { addRecovery } from '../../state/vault';
import { bound } from '../parts/bound';
import { Button } from '../parts/button';
import { SecretField } from '../parts/field';
import { Section } from '../parts/section';
import { vaultSettingsWords } from '../words/settings';
import { vaultWords } from '../words/vault';
import style from './settings.module.css';
import { useExplainedWork } from './use-explained-work';

/** A second way in, made with the passphrase at hand. */
export function RecoverySection({ has, code }: { has: boolean; code: Signal<string | undefined> }) {
  const words = vaultSettingsWords();
  const passphrase = useSignal('');
  const work = useExplainedWork();

  async function make(event: Event) {
    event.preventDefault();
    await work.run(async () => {
      const { recoveryCode } = await addRecovery(passphrase.peek());
      passphrase.value = '';
      code.value = recoveryCode;
    });
  }

  return (
    <Section title={words.recovery}>
      <form class={style.form} onSubmit={event => void make(event)}>
        <p class="muted">
          {has ? words.recoveryThere : words.recoveryMissing} {words.recoveryLine}
        </p>
        <SecretField
          label={vaultWords().passphrase}
          autocomplete="current-password"
          error={work.problem?.what}
          {...bound(passphrase)}
        />
        <Button type="submit" busy={work.busy}>
          {words.makeCode}
        </Button>
      </form>
    </Section>
  );
}
