import type { Id } from '../domain/id';
import type { Part } from '../domain/part';
import type { Workspace } from './open';
import { openRow, seal } from './seal';

/** What had arrived of a message when it was last checkpointed. */
export interface DraftCheckpoint {
  run: Id<'run'>;
  act: Id<'act'>;
  attempt: number;
  parts: Part[];
  model: string;
}

/** Checkpoints a message being written: one row per run, overwritten. */
export async function saveDraft(ws: Workspace, draft: DraftCheckpoint): Promise<void> {
  const { run, act, attempt, parts, model } = draft;
  const body = await seal({ parts, model });
  await ws.db.draft.put({ id: run, act, attempt, at: ws.now(), body });
}

/** The last checkpoint of a run, if its message was not finished. */
export async function readDraft(ws: Workspace, run: Id<'run'>): Promise<DraftCheckpoint | undefined> {
  const row = await openRow(await ws.db.draft.get(run));
  return row && { run, act: row.act, attempt: row.attempt, ...row.body };
}
