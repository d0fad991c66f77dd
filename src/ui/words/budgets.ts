import type { BudgetScope } from '../../domain/budget';
import type { WindowKind } from '../../domain/budget-window';
import { wording } from './language';

export const budgetsWords = wording('budgets', {
  line: 'Before each call the most it can cost is set aside. What does not fit is not sent.',
  ofAgent: 'Budget',
  ofAgentLine: 'Holds for this agent beside the budgets of the workspace.',
  besideLine: 'Holds beside the budgets of the workspace and of the agent.',
  ofKey: 'Budget',
  ofTask: 'Budget of this task',
  ofConnection: (name: string) => `Budget of ${name}`,
  ofTeam: 'Several agents together',
  ofTeamLine: 'What some agents may spend between them, beside the budget of each and of the workspace.',
  ofTeamChoose: 'Which agents',
  ofTeamTooFew: 'Choose at least two.',
  ofTeamTaken: 'These agents have a budget between them already.',
  ofTeamCounts: 'What these agents have spent in its time counts from the start.',
  ofTeamChange: 'Let it hold for these agents',
  ofTeamChanged: (names: string) => `The budget holds for ${names}.`,
  change: 'Change',
  changeOf: (names: string) => `Change the budget of ${names}`,
  setLimit: 'Set a budget',
  atMost: (money: string) => `${money} at most`,
  names: {
    workspace: { day: 'Today', month: 'This month', total: 'In total' },
    team: { day: 'Several agents today', month: 'Several agents this month', total: 'Several agents in total' },
    agent: { day: 'This agent today', month: 'This agent this month', total: 'This agent in total' },
    connection: { day: 'This key today', month: 'This key this month', total: 'This key in total' },
    task: { day: 'This task', month: 'This task', total: 'This task' },
    run: { day: 'This run', month: 'This run', total: 'This run' },
  },
  spent: (spent: string, limit: string) => `${spent} of ${limit} spent`,
  held: (held: string) => `${held} set aside`,
  limits: {
    day: (limit: string) => `${limit} a day`,
    month: (limit: string) => `${limit} a month`,
    total: (limit: string) => `${limit} in total`,
  },
  windows: { day: 'Per day', month: 'Per month', total: 'In total' },
  limit: 'Dollars at most',
  limitHint: 'Empty for no limit',
  limitWrong: 'An amount in dollars, such as 20 or 4.50.',
  warnAt: 'Warn at, in percent',
  warnHint: '0 for never',
  warnWrong: 'A whole number from 0 to 100.',
  perCall: 'Dollars a call without a price counts as',
  perCallHint: 'Empty: a model without a price is not called',
  ifPassed: 'When the next call could pass it',
  consequences: { ask: 'Ask me', stop: 'Stop the run' },
  save: 'Save',
  saved: 'Budget saved.',
  remove: 'Remove',
  removed: 'Budget removed.',
});

/** A budget by its scope and window. */
export function budgetName({ scope, window }: { scope: BudgetScope; window: WindowKind }): string {
  return budgetsWords().names[scope][window];
}
