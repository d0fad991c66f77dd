import { SelectField } from '../parts/field';
import { grantWords } from '../words/grants';

/** For how long something is allowed. */
export type Lasts = 'day' | 'week' | 'month' | 'ever';

const lengths: readonly Lasts[] = ['day', 'week', 'month', 'ever'];
const days: Readonly<Record<Exclude<Lasts, 'ever'>, number>> = { day: 1, week: 7, month: 30 };

/** For how long a grant holds, chosen from a few. */
export function LastingField({ value, onValue }: { value: Lasts; onValue: (value: Lasts) => void }) {
  const words = grantWords();
  return (
    <SelectField
      label={words.lasts}
      value={value}
      options={lengths.map(length => ({ value: length, label: words.lastsFor[length] }))}
      onValue={onValue}
    />
  );
}

/** When a grant given at `now` ends; nothing where it does not end by itself. */
export const expiryOf = (lasts: Lasts, now: number): { expires?: number } =>
  lasts === 'ever' ? {} : { expires: now + days[lasts] * 86_400_000 };
