import type { Page } from 'playwright-core';

import { countedCost, type BudgetRow, type ReservationRow } from '../../src/domain/budget';
import type { BudgetWindowRow } from '../../src/domain/budget-window';
import type { CostEntryRow } from '../../src/domain/cost-entry';
import { isOver } from '../../src/domain/fold';
import { nanosPerDollar } from '../../src/domain/money';
import type { RunRow } from '../../src/domain/run';
import { rowsTogether } from '../e2e/database';
import { Retinue } from '../e2e/pages';
import { seeded } from '../support/loopback/random';
import { faultsIn } from './checks';
import { verdict } from './play';
import { kills, type Kill } from './profile';
import type { Rig } from './rig';

/**
 * Money in two real tabs with kills: random limits, tasks given in both tabs at once, and the tab that leads, its process
 * or the browser killed in between. Never may more be spent and set aside than a limit allows.
 */

/** What is drawn for one schedule. Limits are dollars that are left from now on. */
interface Schedule {
  day: number;
  ofAgent: number;
  consequence: BudgetRow['consequence'];
  tasks: string[];
  kill: Kill;
  /** The write of the leading tab at which it stops to be killed; without one it is killed after so many milliseconds. */
  stop: { occurrence: number; when: 'in the put' | 'after the commit' } | { after: number };
}

const tasks: readonly ((number: number) => string)[] = [
  number => `Say ${number} is a careful figure`,
  number => `Calculate ${number} * 7`,
  number => `Write ${20 + number} words at 60 per second`,
  number => `Cut after ${5 + number}`,
];

/** Plays so many schedules; the same seed makes the same choices. Returns how many violated something. */
export async function playMoney(rig: Rig, schedules: number, seed: number): Promise<number> {
  let violations = 0;
  for (let number = 0; number < schedules; number++) {
    const schedule = draw(seed + number);
    const { day, ofAgent, consequence, kill, stop } = schedule;
    const limits = `$${day} a day, $${ofAgent} of the agent, then ${consequence}`;
    const name = `seed ${seed + number} · ${limits} · ${kill} ${'after' in stop ? '' : `at write ${stop.occurrence}`}`;
    const played = await play(rig, schedule).catch(async (error: unknown) => ({
      facts: '',
      faults: [await rig.explain(error)],
    }));
    violations += played.faults.length;
    console.log([name, played.facts, verdict(played.faults)].join(' · '));
    // A vault outlives the tab that began it: then no later crash of a tab would take it along.
    if (played.faults.length > 0 || kill === 'tab closed') await rig.forget();
  }
  return violations;
}

function draw(seed: number): Schedule {
  const random = seeded(seed);
  const whole = (below: number) => Math.floor(random() * below);
  const pick = <One>(all: readonly One[]) => all[whole(all.length)] as One;
  // A call is admitted from some 3 cents on, and asks for 15 where it may.
  const cents = () => (2 + whole(60)) / 100;
  return {
    day: cents(),
    ofAgent: cents(),
    consequence: pick(['ask', 'stop'] as const),
    // No task twice: it would be told from a message that was sent twice by nothing.
    tasks: [...new Set(Array.from({ length: 2 + whole(4) }, () => pick(tasks)(1 + whole(30))))],
    kill: pick(kills),
    stop:
      random() < 0.6
        ? { occurrence: 1 + whole(50), when: pick(['in the put', 'after the commit'] as const) }
        : { after: whole(900) },
  };
}

async function play(rig: Rig, schedule: Schedule): Promise<{ facts: string; faults: string[] }> {
  await rig.begin();
  const faults: string[] = [];
  const look = async () => void faults.push(...violationsOf(await readMoney(rig.page)));
  await setLimits(rig, schedule, schedule.consequence);
  await rig.app.open();
  const stopped = 'after' in schedule.stop ? undefined : await rig.stopAt({ store: '*', ...schedule.stop });
  // The tab in which the tasks are given must not be the one that stops.
  const other = await rig.openTab();
  const given = giveAll(other, schedule.tasks);
  const patience = 'after' in schedule.stop ? schedule.stop.after : 2_500;
  const pause = given.then(() => new Promise<void>(resolve => setTimeout(resolve, patience)));
  await Promise.race(stopped ? [stopped(), pause] : [pause]);
  await rig.kill(schedule.kill);
  if (schedule.kill === 'browser killed') await rig.reopen();
  else rig.goOnIn(other);
  await given;
  if (schedule.kill === 'renderer crashed') await unlockTheNewVault(rig);
  await look();
  await settle(rig, schedule, look);
  const journal = await rig.journal();
  const guessed = journal.cost.filter(entry => entry.basis === 'estimated').length;
  faults.push(...faultsIn(journal, rig, guessed));
  const { entries, reservations } = await readMoney(rig.page);
  const ends = journal.run.map(run => (run.status.is === 'failed' ? run.status.error.code : run.status.is)).join(' ');
  return {
    facts: `calls ${rig.calls}, booked ${journal.cost.length}, estimated ${guessed} · entries ${entries.length}, set aside ${reservations.length} · ${ends}`,
    faults,
  };
}

/** The vault that tabs share dies with the process that began it: within seconds the tab that is left begins a new one, locked. */
async function unlockTheNewVault(rig: Rig): Promise<void> {
  await rig.app.open('#/unlock');
  await rig.app.passphraseField.waitFor();
  await rig.unlock();
}

/** Gives the tasks one after the other, each as a conversation of its own, so that all go on at once; until the tab is gone. */
async function giveAll(tab: Page, wanted: readonly string[]): Promise<void> {
  const app = new Retinue(tab);
  for (const task of wanted) {
    if (tab.isClosed()) return;
    await app
      .open()
      .then(() => app.ask(task))
      .catch(() => {});
  }
}

/** Waits until nothing goes on any more. What asks for more is let go on once more, and then stopped. */
async function settle(rig: Rig, schedule: Schedule, look: () => Promise<void>): Promise<void> {
  const raised = { day: schedule.day / 2, ofAgent: schedule.ofAgent / 2 };
  for (const consequence of [schedule.consequence, 'stop'] as const) {
    const runs = await rest(rig);
    await look();
    if (runs.every(run => isOver(run.status))) return;
    await setLimits(rig, raised, consequence);
  }
  await rig.settle();
  await look();
}

/** Waits until all runs are over, or ask for more. */
const rest = (rig: Rig) => rig.settle(run => isOver(run.status) || waitsForBudget(run));

const waitsForBudget = ({ status }: RunRow) => status.is === 'waiting' && status.for === 'budget';

/** Sets what may still be spent from now on: what was spent before counts in the same windows. */
async function setLimits(
  { page, app }: Rig,
  left: Pick<Schedule, 'day' | 'ofAgent'>,
  consequence: BudgetRow['consequence'],
): Promise<void> {
  const { entries, reservations, agent } = await readMoney(page);
  const spent = (spentOf(entries) + sumOf(reservations)) / nanosPerDollar;
  await app.open('#/settings/budgets');
  await setDay(page, spent + left.day, consequence);
  await app.open(`#/agent/${agent}`);
  await page.getByRole('tab', { name: 'Budget' }).click();
  await setDay(page, spent + left.ofAgent, consequence);
}

async function setDay(page: Page, dollars: number, consequence: BudgetRow['consequence']): Promise<void> {
  const day = page.getByRole('region', { name: 'Per day' });
  await day.getByRole('textbox', { name: 'Dollars at most' }).fill(dollars.toFixed(6));
  // What a finger meets is the words; the button itself is a dot that a forced click misses when the page moves.
  const words = consequence === 'ask' ? 'Ask me' : 'Stop the run';
  await day.getByText(words, { exact: true }).click();
  await day
    .locator(':checked')
    .and(day.getByRole('radio', { name: words }))
    .waitFor({ state: 'attached' });
  await day.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Budget saved.').last().waitFor();
}

interface Money {
  entries: CostEntryRow[];
  reservations: ReservationRow[];
  budgets: BudgetRow[];
  windows: BudgetWindowRow[];
  agent: string;
}

/** Everything about money as it is at one moment. */
async function readMoney(page: Page): Promise<Money> {
  const tables = ['cost', 'reservation', 'budget', 'budget-window', 'agent'] as const;
  const rows = await rowsTogether(page, tables);
  return {
    entries: rows.cost,
    reservations: rows.reservation,
    budgets: rows.budget,
    windows: rows['budget-window'],
    agent: rows.agent[0]?.id ?? '',
  };
}

const sumOf = (reservations: readonly ReservationRow[]) => reservations.reduce((sum, one) => sum + one.ceiling, 0);

/** What entries come to as budgets count them: the last figure of each. */
function spentOf(entries: readonly CostEntryRow[]): number {
  const last = new Map<string, number>();
  for (const entry of entries.toSorted((a, b) => (a.born < b.born ? -1 : 1)))
    last.set(entry.corrects ?? entry.id, countedCost(entry));
  return [...last.values()].reduce((sum, cost) => sum + cost, 0);
}

function violationsOf({ entries, reservations, budgets, windows }: Money): string[] {
  const found: string[] = [];
  const spent = spentOf(entries);
  for (const window of windows) {
    const budget = budgets.find(one => one.id === window.budget);
    if (!budget) continue;
    const own = reservations.filter(one => one.windows?.includes(window.id));
    const reserved = sumOf(own);
    if (window.spent !== spent) found.push(`${window.spent} counted of ${spent} spent`);
    if (spent + reserved > budget.limit)
      found.push(`${spent} spent and ${reserved} set aside of ${budget.limit} (${budget.scope})`);
  }
  for (const { act, ceiling = 0, ...entry } of entries)
    if (countedCost(entry) > ceiling) found.push(`${act} cost ${countedCost(entry)} of ${ceiling} set aside`);
  return found;
}
