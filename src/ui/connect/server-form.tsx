import { useSignal } from '@preact/signals';
import { errorValue } from '../../domain/error';
import type { Finding } from '../../domain/finding';
import { compatibleAuth } from '../../domain/provider-defaults';
import { keysOf } from '../../lib/entries';
import { connect, type ConnectionDraft } from '../../state/connect';
import { vaultStatus } from '../../state/vault';
import { bound } from '../parts/bound';
import { SecretField, SelectField, TextField } from '../parts/field';
import { connectWords } from '../words/connect';
import { isUsable } from './base-url';
import { Findings } from './findings';
import type { TestResult } from './tested';
import { TrialButtons, TrialForm } from './trial-form';
import { useTrial } from './use-trial';

/** Any compatible server by its address. Once there is a vault, a new address needs the passphrase again. */
export function ServerForm({ onTested }: { onTested: (result: TestResult) => void }) {
  const words = connectWords();
  const name = useSignal('');
  const baseUrl = useSignal('');
  const wire = useSignal<keyof typeof compatibleAuth>('openai-chat');
  const secret = useSignal('');
  const passphrase = useSignal('');
  const tried = useSignal(false);
  const wantsPassphrase = useSignal(false);
  const trial = useTrial(onTested);
  const findings = useSignal<readonly Finding[]>([]);
  const address = baseUrl.value.trim().replace(/\/+$/, '');
  const wrong = !isUsable(address);

  async function add(keep: boolean) {
    tried.value = true;
    if (wrong) return;
    const draft: ConnectionDraft = {
      provider: 'custom',
      wire: wire.peek(),
      ...compatibleAuth[wire.peek()],
      name: name.peek().trim() || words.serverNameDefault,
      baseUrl: address,
      secret: secret.peek().trim(),
      options: {},
    };
    const examined = (found: readonly Finding[]) => {
      findings.value = found;
    };
    examined([]);
    const options = { keep, examined, ...(passphrase.peek() !== '' && { passphrase: passphrase.peek() }) };
    await trial.run(
      async () => ({ ...(await connect(draft, options)), provider: 'custom', recognised: false }),
      error => {
        // The vault has not met this address: it wants the passphrase, which is no fault of the server.
        wantsPassphrase.value = errorValue(error).code === 'origin-not-allowed';
        return wantsPassphrase.peek();
      },
    );
  }

  return (
    <TrialForm
      trial={trial}
      onSubmit={() => void add(false)}
      more={findings.value.length > 0 && <Findings findings={findings.value} baseUrl={address} />}
      foot={
        <TrialButtons
          trial={trial}
          label={words.addServer}
          onKeep={trial.problem !== undefined && (() => void add(true))}
        />
      }
    >
      <TextField
        label={words.baseUrl}
        hint={words.baseUrlHint}
        error={tried.value && wrong ? words.baseUrlWrong : undefined}
        inputMode="url"
        placeholder="http://localhost:11434/v1"
        spellcheck={false}
        {...bound(baseUrl)}
      />
      <SelectField
        label={words.speaks}
        options={keysOf(compatibleAuth).map(value => ({ value, label: words.protocols[value] }))}
        {...bound(wire)}
      />
      <TextField label={words.serverName} placeholder={words.serverNameDefault} {...bound(name)} />
      <SecretField label={words.serverKey} {...bound(secret)} />
      <StepUp
        passphrase={passphrase.value}
        isNeeded={wantsPassphrase.value}
        onValue={value => {
          passphrase.value = value;
          wantsPassphrase.value = false;
        }}
      />
    </TrialForm>
  );
}

/** The passphrase again, where there is a vault. */
function StepUp({
  passphrase,
  isNeeded,
  onValue,
}: {
  passphrase: string;
  /** The vault has asked for it. */
  isNeeded: boolean;
  onValue: (value: string) => void;
}) {
  const words = connectWords();
  if (vaultStatus.value?.state !== 'open') return null;
  return (
    <SecretField
      label={words.stepUp}
      hint={words.stepUpHint}
      error={isNeeded ? words.stepUpNeeded : undefined}
      autocomplete="current-password"
      value={passphrase}
      onValue={onValue}
    />
  );
}
