import type { WorkspaceIndex } from '../../storage/workspaces';
import type { Engine } from '../engine';
import type { VerbHandlers } from '../serve-door';
import { agentVerbs } from './agent-verbs';
import { connectionVerbs } from './connection-verbs';
import { conversationVerbs } from './conversation-verbs';
import { fileVerbs } from './file-verbs';
import { grantVerbs } from './grant-verbs';
import { planVerbs } from './plan-verbs';
import { priceVerbs } from './price-verbs';
import { replayVerbs } from './replay-verbs';
import { runVerbs } from './run-verbs';
import { workspaceVerbs } from './workspace-verbs';

/** Everything the door can do. `replaced` is told when a file has taken the workspace's place: every tab must open it anew. */
export function buildVerbs(engine: Engine, index: WorkspaceIndex, replaced: () => Promise<void>): VerbHandlers {
  return {
    ...conversationVerbs(engine),
    ...agentVerbs(engine),
    ...connectionVerbs(engine),
    ...runVerbs(engine),
    ...grantVerbs(engine),
    ...planVerbs(engine),
    ...fileVerbs(engine),
    ...replayVerbs(engine),
    ...priceVerbs(engine),
    ...workspaceVerbs(engine, index, replaced),
  };
}
