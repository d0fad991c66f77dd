import { useSignal } from '@preact/signals';
import { nanosPerDollar, scaledDecimal } from '../../domain/money';
import { dropBudget, setBudget, type BudgetRow, type NewBudget } from '../../state/budgets';
import { tell } from '../../state/toasts';
import { Button } from '../parts/button';
import { TextField } from '../parts/field';
import { Section } from '../parts/section';
import { Segments } from '../parts/segments';
import { tellError } from '../tell-error';
import { budgetsWords } from '../words/budgets';
import style from './budgets.module.css';

/** Percent of a limit at which the user is warned, until they say otherwise. */
const usualWarning = '80';

interface Typed {
  limit: string;
  warnAt: string;
  perCall: string;
  consequence: BudgetRow['consequence'];
}

/** One budget: how much in which time, and what becomes of a run whose next call could pass it. */
export function BudgetForm({ of, budget }: { of: Pick<BudgetRow, 'scope' | 'of' | 'window'>; budget?: BudgetRow }) {
  const words = budgetsWords();
  const changed = useSignal<Partial<Typed>>({});
  const tried = useSignal(false);
  const typed = { ...typedFrom(budget), ...changed.value };
  const change = (field: Partial<Typed>) => {
    changed.value = { ...changed.peek(), ...field };
  };
  const wrong = tried.value ? mistakesIn(typed) : {};
  const remove = ({ id }: BudgetRow) => {
    dropBudget(id).then(() => {
      changed.value = {};
      tell(words.removed, () => void dropBudget(id, false));
    }, tellError);
  };
  const save = (event: Event) => {
    event.preventDefault();
    if (typed.limit.trim() === '') {
      if (budget) remove(budget);
      return;
    }
    tried.value = true;
    const wanted = budgetFrom(of, typed);
    if (!wanted) return;
    setBudget(wanted).then(() => {
      changed.value = {};
      tell(words.saved);
    }, tellError);
  };
  return (
    <Section title={words.windows[of.window]}>
      <form class={style.form} onSubmit={save}>
        <TextField
          label={words.limit}
          hint={words.limitHint}
          error={wrong.limit}
          inputMode="decimal"
          value={typed.limit}
          onValue={limit => change({ limit })}
        />
        <TextField
          label={words.warnAt}
          hint={words.warnHint}
          error={wrong.warnAt}
          inputMode="numeric"
          value={typed.warnAt}
          onValue={warnAt => change({ warnAt })}
        />
        <TextField
          label={words.perCall}
          hint={words.perCallHint}
          error={wrong.perCall}
          inputMode="decimal"
          value={typed.perCall}
          onValue={perCall => change({ perCall })}
        />
        <div class={style.then}>
          <span>{words.ifPassed}</span>
          <Segments
            label={words.ifPassed}
            value={typed.consequence}
            options={[
              { value: 'ask', label: words.consequences.ask },
              { value: 'stop', label: words.consequences.stop },
            ]}
            onValue={consequence => change({ consequence })}
          />
        </div>
        <p class={style.ways}>
          <Button type="submit">{words.save}</Button>
          {budget && (
            <Button look="no" onClick={() => remove(budget)}>
              {words.remove}
            </Button>
          )}
        </p>
      </form>
    </Section>
  );
}

const typedFrom = (budget: BudgetRow | undefined): Typed => ({
  limit: budget ? String(budget.limit / nanosPerDollar) : '',
  warnAt: budget ? String(budget.warnAt) : usualWarning,
  perCall: budget?.perCall === undefined ? '' : String(budget.perCall / nanosPerDollar),
  consequence: budget?.consequence ?? 'ask',
});

const dollars = (text: string) => scaledDecimal(text.trim().replace(/^\$/, ''), 9);

function mistakesIn(typed: Typed): { limit?: string; warnAt?: string; perCall?: string } {
  const words = budgetsWords();
  return {
    ...(dollars(typed.limit) === undefined ? { limit: words.limitWrong } : {}),
    ...(percentOf(typed.warnAt) === undefined ? { warnAt: words.warnWrong } : {}),
    ...(typed.perCall.trim() !== '' && dollars(typed.perCall) === undefined ? { perCall: words.limitWrong } : {}),
  };
}

function percentOf(text: string): number | undefined {
  const percent = scaledDecimal(text.trim(), 0);
  return percent !== undefined && percent <= 100 ? percent : undefined;
}

/** The budget as typed; nothing where a field is wrong. */
function budgetFrom(of: Pick<BudgetRow, 'scope' | 'of' | 'window'>, typed: Typed): NewBudget | undefined {
  const limit = dollars(typed.limit);
  const warnAt = percentOf(typed.warnAt);
  const perCall = typed.perCall.trim() === '' ? undefined : dollars(typed.perCall);
  if (limit === undefined || warnAt === undefined || (perCall === undefined && typed.perCall.trim() !== ''))
    return undefined;
  const { consequence } = typed;
  return { ...of, limit, warnAt, consequence, ...(perCall === undefined ? {} : { perCall }) };
}
