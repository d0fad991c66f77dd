import type { Id } from '../domain/id';
import type { Part } from '../domain/part';
import type { ReplyPosition } from '../domain/stream';
import type { Workspace } from './open';
import { openRow, seal } from './seal';

/** What had arrived of a message when it was last checkpointed. */
export interface DraftCheckpoint {
  run: Id<'run'>;
  act: Id<'act'>;
  attempt: number;
  parts: Part[];
  model: string;
  /** Where its stream can be taken up again, with these parts. */
  resume?: ReplyPosition;
}

/** Checkpoints a message being written: one row per run, overwritten. */
export async function saveDraft(ws: Workspace, draft: DraftCheckpoint): Promise<void> {
  const { run, act, attempt, parts, model, resume } = draft;
  const body = await seal({ parts, model });
  await ws.db.draft.put({ id: run, act, attempt, at: ws.now(), ...(resume ? { resume } : {}), body });
}

/** The last checkpoint of a run, if its message was not finished. */
export async function readDraft(ws: Workspace, run: Id<'run'>): Promise<DraftCheckpoint | undefined> {
  const row = await openRow(await ws.db.draft.get(run));
  if (!row) return undefined;
  const { act, attempt, resume, body } = row;
  return { run, act, attempt, ...body, ...(resume ? { resume } : {}) };
}
