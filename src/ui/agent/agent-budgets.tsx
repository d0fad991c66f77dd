import type { AgentDetail } from '../../state/agents';
import { budgets } from '../../state/budgets';
import { BudgetForm } from '../budgets/budget-form';
import { budgetsWords } from '../words/budgets';

/** What one agent may spend, a day and a month, beside what holds for all. */
export function AgentBudgets({ detail: { row } }: { detail: AgentDetail }) {
  return (
    <>
      <p>{budgetsWords().ofAgentLine}</p>
      {(['day', 'month'] as const).map(window => {
        const budget = budgets.value.find(one => one.of === row.id && one.window === window);
        return <BudgetForm key={window} of={{ scope: 'agent', of: row.id, window }} {...(budget ? { budget } : {})} />;
      })}
    </>
  );
}
