import { plainText } from '../domain/part';
import type { RunRow } from '../domain/run';
import { present } from '../lib/entries';
import type { Workspace } from './open';
import type { Queries } from './queries';
import { bodyOf, stepsOf } from './replay-steps';
import type { RunView } from './run-views';
import { countUnknown } from './run-costs';
import { byAge, eventsOf } from './runs';
import { openAll, openRow } from './seal';

/** Runs of a task shown at once. */
const mostRuns = 50;

/** What screens ask about finished runs. */
export function replayQueries(ws: Workspace): Pick<Queries, 'replay' | 'runs'> {
  return {
    async runs(task) {
      const rows = await ws.db.run.where('task').equals(task).toArray();
      const newest = rows.toSorted((a, b) => byAge(b, a)).slice(0, mostRuns);
      return Promise.all((await openAll(await countUnknown(ws, newest))).map(row => viewOf(ws, row)));
    },
    async replay(id) {
      const [row] = await openAll(await countUnknown(ws, present([await ws.db.run.get(id)])));
      if (!row) return undefined;
      const [events, agent, task] = await Promise.all([
        eventsOf(ws, id),
        ws.db.agent.get(row.agent).then(openRow),
        ws.db.task.get(row.task).then(openRow),
      ]);
      const told = await stepsOf(ws, row, events);
      return {
        run: await viewOf(ws, row),
        title: task?.body.title ?? '',
        agentName: agent?.body.name ?? '',
        ...told,
      };
    },
  };
}

async function viewOf(ws: Workspace, row: RunRow): Promise<RunView> {
  const [acts, result] = await Promise.all([ws.db.act.where('run').equals(row.id).toArray(), answerOf(ws, row)]);
  // What a colleague did meanwhile is work of its own run.
  const own = acts.filter(act => act.kind !== 'child-run');
  const time = own.reduce((sum, act) => sum + Math.max(0, (act.ended ?? act.started) - act.started), 0);
  return { row, result, time };
}

/** Before an answer is there, a run stands at what the user wrote. */
async function answerOf(ws: Workspace, { tip }: RunRow): Promise<string> {
  const message = await ws.db.message.get(tip);
  const body = message?.role === 'agent' ? await bodyOf(ws, tip) : undefined;
  return plainText(body?.parts ?? []);
}
