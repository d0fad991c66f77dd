import { useSignal } from '@preact/signals';
import { ownerKey } from '../../domain/budget';
import { scaledDecimal } from '../../domain/money';
import { budgets, dropBudget, setBudget, type BudgetOwner, type BudgetRow, type NewBudget } from '../../state/budgets';
import { tell } from '../../state/toasts';
import { attempt } from '../attempt';
import { dollarsTyped, typedDollars } from '../dollars';
import { Button } from '../parts/button';
import { TextField } from '../parts/field';
import { Section } from '../parts/section';
import { Segments } from '../parts/segments';
import { budgetsWords } from '../words/budgets';
import { BudgetUse } from './budget-use';
import style from './budgets.module.css';

/** Percent of a limit at which the user is warned, until they say otherwise. */
const usualWarning = '80';

interface Typed {
  limit: string;
  warnAt: string;
  perCall: string;
  consequence: BudgetRow['consequence'];
}

/** Which budget it is, whether it is set or not. */
type WhichBudget = BudgetOwner & Pick<BudgetRow, 'window'>;

/** The budgets that can be set: a day's, a month's and one for all time; what ends has only the last. */
export function BudgetForms(owner: BudgetOwner) {
  const hasDays = owner.scope !== 'task' && owner.scope !== 'run';
  return (
    <>
      {(hasDays ? (['day', 'month', 'total'] as const) : (['total'] as const)).map(window => (
        <BudgetForm key={window} which={{ ...owner, window }} />
      ))}
    </>
  );
}

/** One budget: how much in which time, and what becomes of a run whose next call could pass it. */
function BudgetForm({ which }: { which: WhichBudget }) {
  const words = budgetsWords();
  const { scope, window } = which;
  const budget = budgets.value.find(row => ownerKey(row) === ownerKey(which) && row.window === window);
  const changed = useSignal<Partial<Typed>>({});
  const tried = useSignal(false);
  const typed = { ...typedFrom(budget), ...changed.value };
  const change = (field: Partial<Typed>) => {
    changed.value = { ...changed.peek(), ...field };
  };
  const wrong: Mistakes = tried.value ? mistakesIn(typed) : {};
  const remove = async ({ id }: BudgetRow) => {
    if (!(await attempt(dropBudget(id)))) return;
    changed.value = {};
    tell(words.removed, () => void attempt(dropBudget(id, false)));
  };
  const save = async () => {
    if (typed.limit.trim() === '') return budget && remove(budget);
    tried.value = true;
    const wanted = budgetFrom(which, typed);
    if (!wanted || !(await attempt(setBudget(wanted)))) return;
    changed.value = {};
    tell(words.saved);
  };
  return (
    <Section title={scope === 'task' || scope === 'run' ? words.names[scope][window] : words.windows[window]}>
      <form
        class={style.form}
        onSubmit={event => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={words.limit}
          hint={words.limitHint}
          error={wrong.limit}
          inputMode="decimal"
          value={typed.limit}
          onValue={limit => change({ limit })}
        />
        {budget && <BudgetUse budget={budget} />}
        {typed.limit.trim() !== '' && <Terms typed={typed} wrong={wrong} onChange={change} />}
        <p class={style.ways}>
          <Button type="submit">{words.save}</Button>
          {budget && (
            <Button look="no" onClick={() => void remove(budget)}>
              {words.remove}
            </Button>
          )}
        </p>
      </form>
    </Section>
  );
}

/** What holds where there is a limit. */
function Terms({
  typed,
  wrong,
  onChange: change,
}: {
  typed: Typed;
  wrong: Mistakes;
  onChange: (field: Partial<Typed>) => void;
}) {
  const words = budgetsWords();
  return (
    <>
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
    </>
  );
}

const typedFrom = (budget: BudgetRow | undefined): Typed => ({
  limit: typedDollars(budget?.limit),
  warnAt: budget ? String(budget.warnAt) : usualWarning,
  perCall: typedDollars(budget?.perCall),
  consequence: budget?.consequence ?? 'ask',
});

type Mistakes = Partial<Record<'limit' | 'warnAt' | 'perCall', string>>;

function mistakesIn(typed: Typed): Mistakes {
  const words = budgetsWords();
  return {
    ...(dollarsTyped(typed.limit) === undefined ? { limit: words.limitWrong } : {}),
    ...(percentOf(typed.warnAt) === undefined ? { warnAt: words.warnWrong } : {}),
    ...(typed.perCall.trim() !== '' && dollarsTyped(typed.perCall) === undefined ? { perCall: words.limitWrong } : {}),
  };
}

function percentOf(text: string): number | undefined {
  const percent = scaledDecimal(text.trim(), 0);
  return percent !== undefined && percent <= 100 ? percent : undefined;
}

/** The budget as typed; nothing where a field is wrong. */
function budgetFrom(which: WhichBudget, typed: Typed): NewBudget | undefined {
  const limit = dollarsTyped(typed.limit);
  const warnAt = percentOf(typed.warnAt);
  const perCall = typed.perCall.trim() === '' ? undefined : dollarsTyped(typed.perCall);
  if (limit === undefined || warnAt === undefined || (perCall === undefined && typed.perCall.trim() !== ''))
    return undefined;
  const { consequence } = typed;
  return { ...which, limit, warnAt, consequence, ...(perCall === undefined ? {} : { perCall }) };
}
