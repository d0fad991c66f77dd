import { BudgetForms } from '../budgets/budget-forms';
import { TeamBudgets } from '../budgets/team-budgets';
import { Page } from '../parts/page';
import { budgetsWords } from '../words/budgets';
import { settingsParts } from '../words/shell';

/** What the whole workspace may spend, a day and a month, and what some of its agents may between them. */
export function Budgets() {
  return (
    <Page title={settingsParts().budgets} line={budgetsWords().line}>
      <BudgetForms scope="workspace" />
      <TeamBudgets />
    </Page>
  );
}
