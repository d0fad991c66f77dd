import { useSignal } from '@preact/signals';
import { ownerKey } from '../../domain/budget';
import { budgets, type BudgetOwner } from '../../state/budgets';
import { money } from '../formats';
import { Button } from '../parts/button';
import { lazyDialog } from '../parts/lazy';
import { useActions } from '../use-actions';
import { budgetsWords } from '../words/budgets';

const BudgetsDialog = lazyDialog(() => import('./budgets-dialog').then(chunk => chunk.BudgetsDialog));

/** The way to a budget, which says what is set. The first of `whose` is what the title names. */
export function BudgetButton({ title, whose }: { title: string; whose: readonly [BudgetOwner, ...BudgetOwner[]] }) {
  const words = budgetsWords();
  const isOpen = useSignal(false);
  const open = (is: boolean) => () => {
    isOpen.value = is;
  };
  useActions(() => [{ id: 'open-budget', group: 'here', title: () => title, do: open(true) }]);
  const first = ownerKey(whose[0]);
  const limit = budgets.value.find(row => ownerKey(row) === first)?.limit;
  return (
    <>
      <Button look="bare" icon="costs" onClick={open(true)}>
        {limit === undefined ? words.setLimit : words.atMost(money(limit))}
      </Button>
      {isOpen.value && <BudgetsDialog title={title} whose={whose} onClose={open(false)} />}
    </>
  );
}
