import { budgets } from '../../state/budgets';
import { BudgetForm } from '../budgets/budget-form';
import { Page } from '../parts/page';
import { budgetsWords } from '../words/budgets';
import { settingsWords } from '../words/settings';

/** What the whole workspace may spend, a day and a month. */
export function Budgets() {
  return (
    <Page title={settingsWords().sections.budgets} line={budgetsWords().line}>
      {(['day', 'month'] as const).map(window => {
        const budget = budgets.value.find(row => row.scope === 'workspace' && row.window === window);
        return <BudgetForm key={window} of={{ scope: 'workspace', window }} {...(budget ? { budget } : {})} />;
      })}
    </Page>
  );
}
