import { standings, type BudgetRow } from '../../state/budgets';
import { money } from '../formats';
import { Meter } from '../parts/meter';
import { budgetsWords } from '../words/budgets';
import style from './budgets.module.css';

/** How much of a budget is spent now, and what is set aside in it for work that goes on. */
export function BudgetUse({ budget: { id, limit } }: { budget: BudgetRow }) {
  const words = budgetsWords();
  const standing = standings.value.find(({ budget }) => budget.id === id);
  if (!standing) return null;
  const { window, reserved, held = 0 } = standing;
  const spent = window.spent - window.beside;
  const aside = reserved + held;
  return (
    <p class={`small ${style.use}`}>
      {limit > 0 && <Meter spent={spent / limit} held={aside / limit} tone="lamp" />}
      <span>
        {words.spent(money(spent), money(limit))}
        {aside > 0 && ` · ${words.held(money(aside))}`}
      </span>
    </p>
  );
}
