import type { MessageBody } from '../domain/conversation';
import type { Id } from '../domain/id';
import { plainText } from '../domain/part';
import { errandsOf, runsBelow } from './errand-queries';
import type { Workspace } from './open';
import { payloadValue } from './payloads';
import type { TaskDetail } from './queries';
import { openRequestsOf } from './request-queries';
import { tasksAsSeen } from './task-queries';

/** A task with what waits for the user in it and in all the work below it. */
export async function taskDetail(ws: Workspace, id: Id<'task'>): Promise<TaskDetail | undefined> {
  const task = await ws.db.task.get(id);
  if (!task || task.gone) return undefined;
  const runs = await ws.db.run.where('task').equals(id).primaryKeys();
  const below = await runsBelow(ws, runs);
  const [[view], requests, errands, asked] = await Promise.all([
    tasksAsSeen(ws, [task]),
    openRequestsOf(ws, new Set([id, ...below.map(run => run.task)])),
    errandsOf(ws, runs),
    task.message === undefined ? undefined : ws.db.message.get(task.message),
  ]);
  const body = asked && (await payloadValue<MessageBody>(await ws.db.payload.get(asked.payload)));
  return view && { ...view, brief: plainText(body?.parts ?? []), requests, errands };
}
