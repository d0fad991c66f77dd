import { isOver } from '../../src/domain/fold';
import { seeded } from '../support/loopback/random';
import { faultsIn } from './checks';
import { tailOf, type Journal } from './journal';
import { verdict } from './play';
import { give, same } from './point';
import { kills, type Kill } from './profile';
import type { Rig } from './rig';
import type { Stop } from './stop';
import { until } from './until';

/** Kills anywhere: at a random write of a random task, and now and then once more while the app recovers. */

interface Task {
  text: string;
  /** Calls of the provider, tool calls and files when nothing is killed. */
  calls: number;
  tools: number;
  files: number;
}

const tasks: readonly ((round: number) => Task)[] = [
  () => ({ text: 'Say good morning', calls: 1, tools: 0, files: 0 }),
  () => ({ text: 'Calculate 6 * 7', calls: 2, tools: 1, files: 0 }),
  round => ({ text: `Write the file random-${round}.md`, calls: 2, tools: 1, files: 1 }),
];
/** Writes of the longest task, about. */
const mostWrites = 60;

interface Tally {
  lost: number;
  duplicated: number;
  wrong: number;
}

/** What is done to one task. */
interface Round {
  task: Task;
  kill: Kill;
  stop: Stop;
  /** The write at which it is killed once more while the app recovers. */
  again?: number;
}

/** Plays so many rounds; the same seed makes the same choices. */
export async function playRandom(rig: Rig, rounds: number, seed: number): Promise<Tally> {
  const random = seeded(seed);
  const tally: Tally = { lost: 0, duplicated: 0, wrong: 0 };
  for (let number = 1; number <= rounds; number++) {
    const round = drawRound(random, number);
    const { task, stop, kill } = round;
    const name = `${number} “${task.text}” · write ${stop.occurrence} ${stop.when} · ${kill}`;
    try {
      const { facts, lost, duplicated, wrong } = await playRound(rig, round);
      tally.lost += lost.length;
      tally.duplicated += duplicated.length;
      tally.wrong += wrong.length;
      const faults = [...lost, ...duplicated, ...wrong];
      console.log([name, ...facts, verdict(faults)].join(' · '));
      if (faults.length > 0) await rig.forget();
    } catch (error) {
      tally.lost += 1;
      console.log(`${name} · ${verdict([await rig.explain(error)])}`);
      await rig.forget();
    }
  }
  return tally;
}

function drawRound(random: () => number, number: number): Round {
  const task = pick(tasks, random())(number);
  const kill = pick(kills, random());
  const stop = {
    store: '*',
    occurrence: 1 + Math.floor(random() * mostWrites),
    when: random() < 0.5 ? 'in the put' : 'after the commit',
  } as const;
  return { task, kill, stop, ...(random() < 0.3 ? { again: 1 + Math.floor(random() * 12) } : {}) };
}

async function playRound(rig: Rig, { task, kill, stop, again }: Round) {
  await rig.begin();
  let isKept = false;
  let torn = await tear(rig, stop, async () => {
    await give(rig, task.text, () => {
      isKept = true;
    });
    await until('the task is there', async () => (await rig.settle(() => true)).length > 0);
  });
  await rig.kill(kill);
  await rig.reopen();
  if (again !== undefined) {
    torn += await tear(rig, { ...stop, occurrence: again }, () => Promise.resolve());
    await rig.kill(kill);
    await rig.reopen();
  }
  const back = await giveAgain(rig, task, isKept);
  await workOn(rig);
  const journal = await rig.journal();
  const reached = torn === 0 ? 'the run was over before' : `stopped ${torn === 1 ? 'once' : 'twice'}`;
  return {
    facts: [reached, `journal ${tailOf(journal)}`, `calls ${rig.calls}`],
    lost: [...back, ...lostIn(journal, task)],
    duplicated: duplicatedIn(journal, task, rig.calls, again === undefined ? 1 : 2),
    wrong: faultsIn(journal, rig),
  };
}

const pick = <One>(all: readonly One[], chance: number): One => {
  const one = all[Math.floor(chance * all.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
};

/** Works until the data worker stops, or there is nothing left to do; returns how often it was stopped. */
async function tear(rig: Rig, stop: Stop, begin: () => Promise<void>): Promise<number> {
  const stopped = await rig.stopAt(stop);
  const work = async () => {
    await begin();
    await workOn(rig);
    return 0;
  };
  const torn = stopped().then(() => 1);
  // Whichever comes second fails with the page it worked on.
  torn.catch(() => {});
  const worked = work();
  worked.catch(() => {});
  return Promise.race([torn, worked]);
}

/** Approves what asks for leave, until all runs are over. */
async function workOn(rig: Rig): Promise<void> {
  const { page } = rig;
  for (;;) {
    const runs = await rig.settle(run => isOver(run.status) || run.status.is === 'waiting');
    if (runs.every(run => isOver(run.status))) return;
    if (!rig.isAt(page)) return;
    if (runs.some(run => run.status.is === 'waiting' && run.status.for === 'approval')) {
      await rig.screen();
      await page.getByRole('button', { name: /^Approve once/ }).click();
      await rig.settle(run => !(run.status.is === 'waiting' && run.status.for === 'approval'));
    }
  }
}

/** What was not committed stands in the composer again, where that had kept it, and is given again. */
async function giveAgain(rig: Rig, task: Task, isKept: boolean): Promise<string[]> {
  const { run } = await rig.journal();
  if (run.length > 0) return [];
  await rig.app.open();
  const composer = rig.page.getByRole('textbox', { name: 'New task' });
  const is = await composer.inputValue();
  const lost = isKept ? same('the composer', is, task.text) : [];
  if (is !== task.text) await composer.fill(task.text);
  await rig.page.getByRole('button', { name: 'Give the task' }).click();
  await rig.page.waitForURL(/#\/conversation\//);
  return lost;
}

function lostIn(journal: Journal, task: Task): string[] {
  const [run] = journal.run;
  const tasks = same('tasks', Math.min(1, journal.task.length), 1);
  if (run?.status.is === 'failed' && run.status.error.code === 'interrupted') return [...tasks, ...keptInPart(journal)];
  return [
    ...tasks,
    ...same('the run', run?.status.is, 'succeeded'),
    ...same('files', Math.min(task.files, journal.revision.length), task.files),
  ];
}

/** An answer that had begun to come is kept as far as it came, with its cost, for the user to go on with (points 7 and 9). */
function keptInPart({ message, cost }: Journal): string[] {
  const cut = message.filter(row => row.cut === 'interrupted');
  return [
    ...same('answers in part', cut.length, 1),
    ...same('its cost entries', cost.filter(entry => entry.message === cut[0]?.id).length, 1),
  ];
}

function duplicatedIn(journal: Journal, task: Task, calls: number, torn: number): string[] {
  const most = (what: string, is: number, limit: number) => (is > limit ? [`${is} ${what} instead of ${limit}`] : []);
  return [
    ...most('tasks', journal.task.length, 1),
    ...most('runs', journal.run.length, 1),
    ...most('messages of the user', journal.message.filter(row => row.role === 'user').length, 1),
    ...most('tool calls', journal.act.filter(act => act.kind === 'tool-call').length, task.tools),
    ...most('versions', journal.revision.length, task.files),
    // Each kill may cost one call that has to be made again.
    ...most('calls', calls, task.calls + torn),
  ];
}
