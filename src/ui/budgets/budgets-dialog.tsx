import { ownerKey } from '../../domain/budget';
import type { BudgetOwner } from '../../state/budgets';
import { Dialog } from '../parts/dialog';
import { budgetsWords } from '../words/budgets';
import { BudgetForms } from './budget-forms';

/** The budgets of one thing, or of a thing and what is in it, beside what holds for all. */
export function BudgetsDialog({
  title,
  whose,
  onClose,
}: {
  title: string;
  whose: readonly BudgetOwner[];
  onClose: () => void;
}) {
  return (
    <Dialog kind="sheet" title={title} onClose={onClose}>
      <p class="muted small">{budgetsWords().besideLine}</p>
      {whose.map(one => (
        <BudgetForms key={ownerKey(one)} {...one} />
      ))}
    </Dialog>
  );
}
