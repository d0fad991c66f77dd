import { useSignal } from '@preact/signals';
import type { ProviderName } from '../../domain/connection';
import type { Rates } from '../../domain/money';
import { connections, models } from '../../state/connections';
import { setPrice } from '../../state/prices';
import { tell } from '../../state/toasts';
import { dollarsTyped } from '../dollars';
import { Button } from '../parts/button';
import { Combobox } from '../parts/combobox';
import { SelectField, TextField } from '../parts/field';
import { Section } from '../parts/section';
import { connectWords, providerNames } from '../words/connect';
import { pricesWords } from '../words/settings';
import { tellError } from '../tell-error';
import style from './settings.module.css';

const CLASSES = ['input', 'output', 'cacheRead', 'cacheWrite'] as const;
const NEEDED = new Set<string>(['input', 'output']);

/** The rates as they are typed, in dollars per million tokens. */
type Typed = Record<(typeof CLASSES)[number], string>;
const nothing: Typed = { input: '', output: '', cacheRead: '', cacheWrite: '' };

/** The user's word on what a model costs, for any id. */
export function OwnPrice() {
  const words = pricesWords();
  const model = useSignal('');
  const provider = useSignal<ProviderName | undefined>(undefined);
  const typed = useSignal(nothing);
  const tried = useSignal(false);
  const providers = [...new Set(connections.value.map(view => view.row.provider))].filter(name => name !== 'simulated');
  const chosen = provider.value ?? providers[0];

  async function save(event: Event) {
    event.preventDefault();
    tried.value = true;
    const id = model.peek().trim();
    if (id === '' || !chosen || CLASSES.some(name => isWrong(typed.peek(), name))) return;
    try {
      await setPrice(chosen, id, ratesOf(typed.peek()));
      tell(words.setDone(id));
      model.value = '';
      typed.value = nothing;
      tried.value = false;
    } catch (error) {
      tellError(error);
    }
  }

  if (!chosen) return null;
  const providerOf = new Map(connections.value.map(view => [view.row.id, view.row.provider]));
  const choices = models.value
    .filter(view => providerOf.get(view.connection) === chosen)
    .map(view => ({ value: view.info.id, text: view.info.id }));
  return (
    <Section title={words.own}>
      <form class={style.form} onSubmit={event => void save(event)}>
        <p class="muted">{words.ownLine}</p>
        {providers.length > 1 && (
          <SelectField
            label={connectWords().provider}
            value={chosen}
            options={providers.map(value => ({ value, label: providerNames[value] }))}
            onValue={value => {
              provider.value = value;
            }}
          />
        )}
        <Combobox
          label={words.model}
          error={tried.value && model.value.trim() === '' ? words.needModel : undefined}
          text={model.value}
          choices={choices}
          onText={text => {
            model.value = text;
          }}
          onChoose={choice => {
            model.value = choice.value;
          }}
        />
        <RateFields
          typed={typed.value}
          tried={tried.value}
          onTyped={next => {
            typed.value = next;
          }}
        />
        <Button type="submit">{words.set}</Button>
      </form>
    </Section>
  );
}

function RateFields({
  typed,
  tried,
  onTyped,
}: {
  typed: Typed;
  /** What is wrong is said only then. */
  tried: boolean;
  onTyped: (typed: Typed) => void;
}) {
  const words = pricesWords();
  return (
    <div class={style.two}>
      {CLASSES.map(name => (
        <TextField
          key={name}
          label={words[name]}
          inputMode="decimal"
          error={tried && isWrong(typed, name) ? words.wrong : undefined}
          value={typed[name]}
          onValue={text => onTyped({ ...typed, [name]: text })}
        />
      ))}
    </div>
  );
}

function isWrong(typed: Typed, name: keyof Typed): boolean {
  const text = typed[name].trim();
  return text === '' ? NEEDED.has(name) : dollarsTyped(text) === undefined;
}

function ratesOf(typed: Typed): Rates {
  const cacheRead = dollarsTyped(typed.cacheRead);
  const cacheWrite = dollarsTyped(typed.cacheWrite);
  return {
    input: dollarsTyped(typed.input) ?? 0,
    output: dollarsTyped(typed.output) ?? 0,
    ...(cacheRead !== undefined && { cacheRead }),
    ...(cacheWrite !== undefined && { cacheWrite }),
  };
}
