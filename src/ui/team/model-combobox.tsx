import { useSignal } from '@preact/signals';
import type { ModelChoice } from '../../domain/agent';
import { connections, models } from '../../state/connections';
import { rate } from '../formats';
import { Combobox, type Choice } from '../parts/combobox';
import { hireWords } from '../words/team';

interface ModelComboboxProps {
  label: string;
  hint: string;
  /** The id in the field until something is typed. */
  shown: string;
  /** Of an id that no list has. */
  connection: ModelChoice['connection'] | undefined;
  onChoose: (choice: ModelChoice) => void;
  /** The field was emptied. */
  onEmpty?: () => void;
}

/** Any model of any list with its price, or an id as typed. */
export function ModelCombobox({ label, hint, shown, connection, onChoose, onEmpty }: ModelComboboxProps) {
  const words = hireWords();
  const text = useSignal<string | undefined>(undefined);
  const choices: Choice<ModelChoice>[] = models.value.map(({ connection: of, info, price }) => ({
    value: { connection: of, model: info.id },
    text: info.id,
    line: (
      <>
        <span class="mono">{info.id}</span> <ConnectionName of={{ connection: of, model: info.id }} />
      </>
    ),
    end: (
      <span class="number caption muted">
        {price ? words.rates(rate(price.rates.input), rate(price.rates.output)) : words.priceUnknown}
      </span>
    ),
  }));
  return (
    <Combobox
      label={label}
      hint={hint}
      text={text.value ?? shown}
      choices={choices}
      onText={typed => {
        text.value = typed;
        const known = choices.find(choice => choice.text === typed.trim());
        if (known) onChoose(known.value);
        else if (typed.trim() === '') onEmpty?.();
        else if (connection) onChoose({ connection, model: typed.trim() });
      }}
      onChoose={choice => {
        text.value = choice.text;
        onChoose(choice.value);
      }}
    />
  );
}

/** By which connection a model is reached. */
export function ConnectionName({ of }: { of: ModelChoice }) {
  const view = connections.value.find(one => one.row.id === of.connection);
  return <span class="caption dim">{view?.row.body.name}</span>;
}
