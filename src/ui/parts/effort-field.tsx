import { effortName, modelsWords } from '../words/models';
import { SelectField } from './field';

/** How hard a model is asked to think. `unset` says what holds while nothing is chosen, which is the empty value. */
export function EffortField({
  efforts,
  unset,
  value,
  onValue,
}: {
  efforts: readonly string[];
  unset: string;
  value: string;
  onValue: (effort: string) => void;
}) {
  const words = modelsWords();
  return (
    <SelectField
      label={words.effort}
      hint={words.effortHint}
      // What was chosen for another model does not hold for one that lacks it.
      value={efforts.includes(value) ? value : ''}
      options={[{ value: '', label: unset }, ...efforts.map(effort => ({ value: effort, label: effortName(effort) }))]}
      onValue={onValue}
    />
  );
}
