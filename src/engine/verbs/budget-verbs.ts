import { changeTeam, dropBudget, setBudget } from '../../storage/budgets';
import type { Engine } from '../engine';
import type { VerbHandlers } from '../serve-door';

/** What a screen does to budgets. */
export function budgetVerbs({ workspace }: Engine): Pick<VerbHandlers, 'setBudget' | 'dropBudget' | 'changeTeam'> {
  return {
    setBudget: (_, budget) => setBudget(workspace, budget),
    dropBudget: (_, id, gone = true) => dropBudget(workspace, id, gone),
    changeTeam: (_, from, to) => changeTeam(workspace, from, to),
  };
}
