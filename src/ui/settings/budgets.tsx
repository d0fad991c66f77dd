import { BudgetForms } from '../budgets/budget-forms';
import { Page } from '../parts/page';
import { budgetsWords } from '../words/budgets';
import { settingsWords } from '../words/settings';

/** What the whole workspace may spend, a day and a month. */
export function Budgets() {
  return (
    <Page title={settingsWords().sections.budgets} line={budgetsWords().line}>
      <BudgetForms scope="workspace" />
    </Page>
  );
}
