import { AppError } from '../domain/error';
import type { Hlc } from '../domain/hlc';
import type { Id } from '../domain/id';
import type { Label } from '../domain/row';
import type { RunRow } from '../domain/run';
import type { ToolChange } from '../domain/tool';
import { applyFileChange, artifactTables, prepareFileChange } from './artifacts';
import type { Workspace } from './open';
import type { TableName } from './rows';
import { applyPlanChange, preparePlanChange } from './plan-change';

/** A change of the workspace, hashed and sealed; `apply` writes it inside the transaction of its result. */
export interface PreparedChange {
  /** The tables that `apply` touches. */
  tables: readonly TableName[];
  apply(): Promise<unknown>;
  /** What became of it that its tool could not know, in words for the model. */
  notes: readonly string[];
}

/** Who a change is by, and what its author knew. */
interface ChangeOrigin {
  run: RunRow;
  act: Id<'act'>;
  labels: readonly Label[];
  /** Stamp of the newest thing its author could know. */
  seen: Hlc;
}

/** Hashes and seals what a tool wants changed. */
export async function prepareChange(ws: Workspace, change: ToolChange, origin: ChangeOrigin): Promise<PreparedChange> {
  const { run, act, labels, seen } = origin;
  switch (change.kind) {
    case 'file': {
      const prepared = await prepareFileChange(ws, change, {
        by: 'agent',
        agent: run.agent,
        run: run.id,
        act,
        conversation: run.conversation,
        ...(labels.length > 0 ? { labels: [...labels] } : {}),
      });
      return {
        tables: artifactTables,
        async apply() {
          await refuseUnseen(ws, prepared.artifact, change.over);
          await applyFileChange(ws, prepared);
        },
        notes: [],
      };
    }
    case 'plan': {
      const prepared = await preparePlanChange(ws, { task: run.task, steps: change.steps, seen });
      return { tables: ['plan-step'], apply: () => applyPlanChange(ws, prepared), notes: prepared.notes };
    }
  }
}

/** What was not seen is not written over: the file was saved since. Throws `approval-void`; nothing is written then. */
async function refuseUnseen(ws: Workspace, id: Id<'artifact'>, over: Id<'revision'> | undefined): Promise<void> {
  const now = await ws.db.artifact.get(id);
  if ((now?.gone ? undefined : now?.current) !== over) throw new AppError('approval-void');
}
