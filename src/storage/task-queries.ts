import type { Instant } from '../domain/id';
import type { TaskRow } from '../domain/task';
import { present } from '../lib/entries';
import type { Workspace } from './open';
import type { Queries, TaskView } from './queries';
import { costOfRuns, countUnknown } from './run-costs';
import { byAge, openPhases } from './runs';
import { openAll } from './seal';

/** Tasks of each state shown at most. */
const mostTasks = 50;

/** What the start screen asks. */
export function taskQueries(ws: Workspace): Pick<Queries, 'today'> {
  return {
    async today(since) {
      const [running, needsYou, finished] = await Promise.all([
        ws.db.task.where('status').anyOf(['ready', 'running']).reverse().limit(mostTasks).toArray(),
        ws.db.task.where('status').equals('needs-you').reverse().limit(mostTasks).toArray(),
        finishedSince(ws, since),
      ]);
      // A task that a workspace was restored with may have been running on the device it came from.
      const here = (views: TaskView[]) => views.filter(({ run }) => !run || run.home === ws.replica);
      return {
        // What one agent does for another is the other's work; only what it asks the user is a matter of its own.
        running: here(await tasksAsSeen(ws, running.filter(isUsers))),
        needsYou: here(await tasksAsSeen(ws, needsYou)),
        finished: await tasksAsSeen(ws, finished),
      };
    },
  };
}

/** Tasks whose newest run ended at or after `since`. */
async function finishedSince(ws: Workspace, since: Instant): Promise<TaskRow[]> {
  const ends = ['succeeded', 'failed', 'cancelled'];
  const runs = await Promise.all(
    ends.map(phase =>
      ws.db.run
        .where('[phase+since]')
        .between([phase, since], [phase, Number.POSITIVE_INFINITY])
        .reverse()
        .limit(mostTasks)
        .toArray(),
    ),
  );
  const newest = runs.flat().sort((a, b) => b.since - a.since);
  const tasks = await ws.db.task.bulkGet([...new Set(newest.map(run => run.task))]);
  const over: TaskRow['status'][] = ['done', 'failed', 'cancelled', 'rejected', 'in-review'];
  return present(tasks)
    .filter(task => isUsers(task) && over.includes(task.status))
    .slice(0, mostTasks);
}

const isUsers = (task: TaskRow) => task.parent === undefined;

/** Tasks with who works on them, the run that counts, and what all the work on them cost. */
export async function tasksAsSeen(ws: Workspace, tasks: readonly TaskRow[]): Promise<TaskView[]> {
  const kept = tasks.filter(task => !task.gone);
  const [agents, below, runs] = await Promise.all([
    ws.db.agent.bulkGet(kept.map(task => task.agent)),
    ws.db.run
      .where('parent.above')
      .anyOf(kept.map(task => task.id))
      .distinct()
      .toArray(),
    ws.db.run
      .where('task')
      .anyOf(kept.map(task => task.id))
      .toArray(),
  ]);
  const [openAgents, openRuns, rows, counted] = await Promise.all([
    openAll(present(agents)),
    countUnknown(ws, runs).then(openAll),
    openAll(kept),
    countUnknown(ws, below),
  ]);
  return rows
    .map(row => {
      const agent = openAgents.find(one => one.id === row.agent);
      const own = openRuns.filter(run => run.task === row.id).sort(byAge);
      const run = own.findLast(one => one.home === ws.replica && openPhases.includes(one.phase)) ?? own.at(-1);
      const cost = costOfRuns([...own, ...counted.filter(one => one.parent?.above.includes(row.id))]);
      return { row, agentName: agent?.body.name ?? '', agentHue: agent?.hue ?? 0, ...cost, ...(run ? { run } : {}) };
    })
    .sort((a, b) => (b.run?.since ?? b.row.at) - (a.run?.since ?? a.row.at));
}
