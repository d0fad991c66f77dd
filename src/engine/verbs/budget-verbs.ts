import { changeTeam, dropBudget, setBudget } from '../../storage/budgets';
import { keepZone } from '../../storage/keep-zone';
import type { Engine } from '../engine';
import type { VerbHandlers } from '../serve-door';

/** What a screen does to budgets. */
export function budgetVerbs({ workspace }: Engine): Pick<VerbHandlers, 'setBudget' | 'dropBudget' | 'changeTeam'> {
  return {
    async setBudget(_, budget) {
      await keepZone(workspace);
      await setBudget(workspace, budget);
    },
    dropBudget: (_, id, gone = true) => dropBudget(workspace, id, gone),
    changeTeam: (_, from, to) => changeTeam(workspace, from, to),
  };
}
