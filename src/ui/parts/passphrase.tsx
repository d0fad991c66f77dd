import type { Strength } from '../../domain/passphrase';
import { strengthOf, suggestPassphrase } from '../../domain/passphrase';
import { vaultWords } from '../words/vault';
import { Button } from './button';
import { SecretField } from './field';
import { State, type StateName } from './state';
import style from './passphrase.module.css';

const SHAPES: Record<Strength, StateName> = {
  'too-short': 'waiting',
  weak: 'needs-you',
  fair: 'done',
  strong: 'done',
};

const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));

/** A new passphrase: told how strong it is, with six words on offer. */
export function NewPassphrase({
  label,
  value,
  error,
  onValue,
}: {
  label: string;
  value: string;
  error?: string | undefined;
  onValue: (value: string) => void;
}) {
  const words = vaultWords();
  const strength = strengthOf(value);
  return (
    <div class={style.new}>
      <SecretField
        label={label}
        hint={words.minimum}
        autocomplete="new-password"
        value={value}
        error={error}
        onValue={onValue}
        aside={value !== '' && <State is={SHAPES[strength]}>{words.strengths[strength]}</State>}
      />
      <Button look="bare" onClick={() => onValue(suggestPassphrase(random))}>
        {words.suggest}
      </Button>
    </div>
  );
}
