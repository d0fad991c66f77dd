import type { Id } from '../../src/domain/id';
import { closeWorkspace } from '../../src/storage/open';
import { hire } from './talk';
import { fillConversation, newWorkspace } from './workspace';

/** Makes a workspace in the app's own scope, with a conversation of each size; answers with their ids. */
export async function seed(sizes: readonly number[], marker: string): Promise<Id<'conversation'>[]> {
  const { workspace, index } = await newWorkspace('/');
  const agent = await hire(workspace);
  const ids: Id<'conversation'>[] = [];
  for (const size of sizes) ids.push(await fillConversation(workspace, agent, size, marker));
  closeWorkspace(workspace);
  index.close();
  return ids;
}
