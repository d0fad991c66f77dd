import { computed, type ReadonlySignal } from '@preact/signals';
import type { BudgetOwner, BudgetRow } from '../domain/budget';
import type { Id } from '../domain/id';
import type { NanoUsd } from '../domain/money';
import type { NewBudget } from '../engine/door';
import { doors } from './doors';
import { live } from './live';

export type { BudgetOwner, BudgetRow, NewBudget };

/** All budgets that hold. */
export const budgets = live<'budgets'>([], () => ({ name: 'budgets', args: [] }));

/** The same as they stand now. */
export const standings = live<'standings'>([], () => ({ name: 'standings', args: [] }));

const limitOf = (window: BudgetRow['window']) =>
  computed(() => budgets.value.find(row => row.scope === 'workspace' && row.window === window)?.limit);

/** What the whole workspace may spend in a month, and in a day; nothing where there is no limit. */
export const monthlyLimit: ReadonlySignal<NanoUsd | undefined> = limitOf('month');
export const dailyLimit: ReadonlySignal<NanoUsd | undefined> = limitOf('day');

export const setBudget = (budget: NewBudget): Promise<void> => doors().engine.write('setBudget', budget);

/** Takes a budget away, or with `gone` false puts it back. */
export const dropBudget = (id: Id<'budget'>, gone = true): Promise<void> =>
  doors().engine.write('dropBudget', id, gone);

/** Lets a team's budgets hold for other agents. */
export const changeTeam = (from: readonly Id<'agent'>[], to: readonly Id<'agent'>[]): Promise<void> =>
  doors().engine.write('changeTeam', from, to);
