import { useSignal } from '@preact/signals';
import { budgets } from '../../state/budgets';
import { money } from '../formats';
import { Button } from '../parts/button';
import { lazy } from '../parts/lazy';
import { useActions } from '../use-actions';
import { budgetsWords } from '../words/budgets';
import type { Whose } from './budget-forms';

const BudgetsDialog = lazy(() => import('./budgets-dialog').then(chunk => chunk.BudgetsDialog));

/** The way to a budget, which says what is set. The first of `whose` is what the title names. */
export function BudgetButton({ title, whose }: { title: string; whose: readonly [Whose, ...Whose[]] }) {
  const words = budgetsWords();
  const isOpen = useSignal(false);
  const open = (is: boolean) => () => {
    isOpen.value = is;
  };
  useActions(() => [{ id: 'open-budget', group: 'here', title: () => title, do: open(true) }]);
  const [{ scope, of }] = whose;
  const limit = budgets.value.find(row => row.scope === scope && row.of === of)?.limit;
  return (
    <>
      <Button look="bare" icon="costs" onClick={open(true)}>
        {limit === undefined ? words.setLimit : words.atMost(money(limit))}
      </Button>
      {isOpen.value && <BudgetsDialog title={title} whose={whose} onClose={open(false)} />}
    </>
  );
}
