import type { RunRow } from '../../src/domain/run';
import type { Journal } from './journal';
import type { Rig } from './rig';

/** A crash point of the table: how it is reached, and what must be there afterwards. */
export interface Point {
  number: number;
  name: string;
  /** Acts until the app stands still at the point. Rejects when the point is not reached: a case never passes without it. */
  reach(rig: Rig): Promise<void>;
  /** Where the runs of the case come to rest by themselves after reopening; when they are over, unless said otherwise. */
  rests?: (run: RunRow) => boolean;
  /** What is wrong with what is found there. */
  found?(journal: Journal, rig: Rig): string[] | Promise<string[]>;
  /** What the user does then. */
  goOn?(rig: Rig): Promise<void>;
  /** What is wrong in the end, when all runs are over. */
  holds(journal: Journal, rig: Rig): string[];
}

/** Says what is wrong where a value is not what it must be. */
export function same(what: string, is: unknown, must: unknown): string[] {
  return is === must ? [] : [`${what}: ${String(is)} instead of ${String(must)}`];
}

/**
 * Types a task on Today, where a case begins, waits until the composer has kept it, says so, and gives it. Does not wait
 * for what comes of it.
 */
export async function give(rig: Rig, text: string, kept: () => void = () => {}): Promise<void> {
  const { page } = rig;
  await page.getByRole('textbox', { name: 'New task' }).fill(text);
  await rig.keptUnsent(text);
  kept();
  await page.getByRole('button', { name: 'Give the task' }).click();
}

/** One task was given, it has one run that succeeded, and the provider was called so often. */
export function doneOnce(
  journal: Journal,
  rig: Rig,
  { calls, guessed = 0 }: { calls: number; guessed?: number },
): string[] {
  return [
    ...same('tasks', journal.task.length, 1),
    ...same('conversations', journal.conversation.length, 1),
    ...same('runs', journal.run.length, 1),
    ...same('the run', journal.run[0]?.status.is, 'succeeded'),
    ...same('calls', rig.calls, calls),
    ...same('estimated costs', journal.cost.filter(entry => entry.basis === 'estimated').length, guessed),
  ];
}

/** How often a tool call was carried out, and how many results the model was shown. */
export function usedTools(journal: Journal, count: number): string[] {
  const acts = journal.act.filter(act => act.kind === 'tool-call');
  return [
    ...same('tool calls', acts.length, count),
    ...same('tool results', journal.message.filter(row => row.role === 'tool').length, count),
  ];
}
