import type { Signal } from '@preact/signals';
import { isDearer } from '../../domain/fallback';
import { priceOfChoice } from '../../state/ceilings';
import { rate } from '../formats';
import { Switch } from '../parts/switch';
import { fallbackWords } from '../words/fallback';
import { hireWords } from '../words/team';
import type { AgentDraft } from './agent-draft';
import { ModelCombobox } from './model-combobox';

/** The model an agent goes on with when its own cannot be had; a dearer one only where the user agrees. */
export function FallbackChoice({ draft }: { draft: Signal<AgentDraft> }) {
  const words = fallbackWords();
  const { model, fallback } = draft.value;
  if (!model) return null;
  const change = (next: AgentDraft['fallback']) => {
    draft.value = { ...draft.peek(), fallback: next };
  };
  const price = priceOfChoice(fallback?.model);
  return (
    <>
      <ModelCombobox
        label={words.label}
        hint={words.hint}
        shown={fallback?.model.model ?? ''}
        connection={fallback?.model.connection ?? model.connection}
        onChoose={choice => change({ model: choice, mayBeDearer: false })}
        onEmpty={() => change(undefined)}
      />
      {fallback && isDearer(price, priceOfChoice(model)) && (
        <Switch
          label={words.mayBeDearer}
          hint={
            price
              ? words.dearer(hireWords().rates(rate(price.rates.input), rate(price.rates.output)))
              : words.perhapsDearer
          }
          on={fallback.mayBeDearer}
          onChange={mayBeDearer => change({ ...fallback, mayBeDearer })}
        />
      )}
    </>
  );
}
