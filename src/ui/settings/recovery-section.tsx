import { useSignal } from '@preact/signals';
import { addRecovery } from '../../state/vault';
import { bound } from '../parts/bound';
import { Button } from '../parts/button';
import { SecretField } from '../parts/field';
import { Section } from '../parts/section';
import { explain } from '../words/errors';
import { vaultSettingsWords } from '../words/settings';
import { vaultWords } from '../words/vault';
import { CodeDialog } from './code-dialog';
import style from './settings.module.css';

/** A second way in, made with the passphrase at hand. */
export function RecoverySection({ has }: { has: boolean }) {
  const words = vaultSettingsWords();
  const passphrase = useSignal('');
  const error = useSignal<string | undefined>(undefined);
  const code = useSignal<string | undefined>(undefined);
  const busy = useSignal(false);

  async function make(event: Event) {
    event.preventDefault();
    if (busy.peek()) return;
    busy.value = true;
    error.value = undefined;
    try {
      const { recoveryCode } = await addRecovery(passphrase.peek());
      passphrase.value = '';
      code.value = recoveryCode;
    } catch (failure) {
      error.value = explain(failure).what;
    }
    busy.value = false;
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
          error={error.value}
          {...bound(passphrase)}
        />
        <Button type="submit" busy={busy.value}>
          {words.makeCode}
        </Button>
      </form>
      <CodeDialog code={code} />
    </Section>
  );
}
