import { commitImport, previewImport, type ImportMode } from '../../src/exchange/import';
import { exportWorkspace } from '../../src/exchange/export';
import type { Work } from '../../src/exchange/work';
import type { Id } from '../../src/domain/id';
import type { NewCost } from '../../src/storage/acts';
import { openWorkspace, type Workspace } from '../../src/storage/open';
import { openIndex } from '../../src/storage/workspaces';
import { seededRandom } from '../domain/random';
import { answer, handClock, hire, lead, say } from '../storage/workspace-fixture';

/** A long task that nobody watches. */
export const idle = (): Work => ({ abort: new AbortController().signal, progress: () => {} });

/** The export of a workspace as text, as if it was written at the same moment each time. */
export async function fileOf(ws: Workspace, at = 1_800_000_000_000): Promise<string> {
  return (await exportWorkspace({ ...ws, now: () => at }, idle())).text();
}

/** Stages a file and takes it in. */
export async function takeIn(ws: Workspace, file: string, how: ImportMode) {
  const { staged } = await previewImport(ws, new Blob([file]), idle());
  return commitImport(ws, await indexOf(ws), staged, how, idle());
}

export const indexOf = (ws: Workspace) => openIndex({ scope: ws.scope, now: ws.now, random: ws.random });

/** Another installation of the same workspace, on a device of its own. */
export async function cloneOf(ws: Workspace, seed: number): Promise<Workspace> {
  const { workspace } = await takeIn({ ...ws, random: seededRandom(seed) }, await fileOf(ws), 'new');
  return reopen(ws, workspace, seed);
}

/** Opens a workspace of the same scope with a writer and a clock of its own. */
export function reopen(ws: Workspace, id: Id<'workspace'>, seed = 99): Promise<Workspace> {
  return openWorkspace({ scope: ws.scope, id, now: handClock().now, random: seededRandom(seed) });
}

/** A question and its answer in a fresh conversation. */
export async function converse(ws: Workspace, text: string, reply: string, cost: Partial<NewCost> = {}) {
  const agent = await hire(ws);
  const sent = await say(ws, agent, text);
  const epoch = await lead(ws, sent.run);
  const { message } = await answer(ws, epoch, sent.run, reply, { cost });
  return { ...sent, agent, answer: message };
}
