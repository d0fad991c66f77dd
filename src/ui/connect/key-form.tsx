import { useComputed, useSignal } from '@preact/signals';
import type { ProviderName } from '../../domain/connection';
import { errorValue, type ErrorCode } from '../../domain/error';
import { keyPrefix } from '../../domain/key-prefix';
import { providerDefaults } from '../../domain/provider-defaults';
import { connect } from '../../state/connect';
import { SecretField, SelectField } from '../parts/field';
import { connectWords, providerNames } from '../words/connect';
import type { TestResult } from './tested';
import { TrialButtons, TrialForm } from './trial-form';
import { useTrial } from './use-trial';

const CHOICES: readonly ProviderName[] = [
  'openrouter',
  'anthropic',
  'openai',
  'google',
  'groq',
  'mistral',
  'deepseek',
  'xai',
];

/** Failures that say nothing about the key: it may be kept and tested later. */
const PASSING: ReadonlySet<ErrorCode> = new Set([
  'not-fetched-yet',
  'offline',
  'overloaded',
  'rate-limited',
  'no-credit',
  'provider-failed',
]);

/** Paste a key: the provider is recognised, the key goes into the vault and is tested for free. */
export function KeyForm({ onTested }: { onTested: (result: TestResult) => void }) {
  const words = connectWords();
  const secret = useSignal('');
  const picked = useSignal<ProviderName | undefined>(undefined);
  const trial = useTrial(onTested);
  const mayKeep = useSignal(false);
  const tells = useComputed(() => keyPrefix(secret.value)).value;
  const choices = tells.is === 'several' ? tells.providers : CHOICES;
  const provider = tells.is === 'provider' ? tells.provider : choices.find(choice => choice === picked.value);
  const isMissing = useSignal(false);
  const isLong = secret.value.trim().length > 8;
  const asks = (isLong || isMissing.value) && (tells.is === 'several' || tells.is === 'unknown');

  async function test(keep = false) {
    if (secret.peek().trim() === '') return;
    // A key goes to nobody it was not meant for: where its beginning does not tell, the user does.
    isMissing.value = provider === undefined;
    const defaults = provider && providerDefaults[provider];
    if (!provider || !defaults) return;
    mayKeep.value = false;
    const { wire, baseUrl, header, prefix } = defaults;
    const name = providerNames[provider];
    const draft = { provider, wire, name, baseUrl, header, prefix, secret: secret.peek().trim(), options: {} };
    await trial.run(
      async () => {
        const tested = await connect(draft, { keep });
        secret.value = '';
        return { ...tested, provider, recognised: tells.is === 'provider' };
      },
      error => {
        mayKeep.value = PASSING.has(errorValue(error).code);
        return false;
      },
    );
  }

  return (
    <TrialForm
      trial={trial}
      onSubmit={() => void test()}
      foot={
        tells.is !== 'admin' && (
          <TrialButtons trial={trial} label={words.test} onKeep={mayKeep.value && (() => void test(true))} />
        )
      }
    >
      <SecretField
        label={words.key}
        hint={words.keyHint}
        error={tells.is === 'admin' ? words.admin(providerNames[tells.provider]) : undefined}
        aside={tells.is === 'provider' && <Recognised provider={tells.provider} />}
        value={secret.value}
        onValue={value => {
          secret.value = value;
          trial.forget();
        }}
      />
      {asks && (
        <SelectField
          label={words.provider}
          hint={tells.is === 'several' ? words.several : words.unknown}
          error={isMissing.value && !provider ? words.providerNeeded : undefined}
          value={provider ?? ''}
          options={[
            { value: '' as const, label: words.chooseProvider },
            ...choices.map(value => ({ value, label: providerNames[value] })),
          ]}
          onValue={value => {
            picked.value = value === '' ? undefined : value;
          }}
        />
      )}
    </TrialForm>
  );
}

function Recognised({ provider }: { provider: ProviderName }) {
  return (
    <span class="muted">
      <b>{providerNames[provider]}</b> {connectWords().recognised}
    </span>
  );
}
