import type { AgentDetail } from '../../state/agents';
import { BudgetForms } from '../budgets/budget-forms';
import { TeamBudgets } from '../budgets/team-budgets';
import { budgetsWords } from '../words/budgets';

/** What one agent may spend, a day and a month, beside what holds for all. */
export function AgentBudgets({ detail: { row } }: { detail: AgentDetail }) {
  return (
    <>
      <p>{budgetsWords().ofAgentLine}</p>
      <BudgetForms scope="agent" of={row.id} />
      <TeamBudgets of={row.id} />
    </>
  );
}
