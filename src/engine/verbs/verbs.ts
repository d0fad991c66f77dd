import type { WorkspaceIndex } from '../../storage/workspaces';
import type { Engine } from '../engine';
import type { VerbHandlers } from '../serve-door';
import { conversationVerbs } from './conversation-verbs';
import { later } from './later';
import { workspaceVerbs } from './workspace-verbs';

/** Everything the door can do. `replaced` is told when a file has taken the workspace's place: every tab must open it anew. */
export function buildVerbs(engine: Engine, index: WorkspaceIndex, replaced: () => Promise<void>): VerbHandlers {
  return {
    ...conversationVerbs(engine),
    ...workspaceVerbs(engine, index, replaced),
    ...later(['pause', 'resume', 'steer', 'answer'], async () => (await import('./run-verbs')).runVerbs(engine)),
    ...later(['priceOf', 'candidates', 'fetchPrices', 'applyPrices', 'setPrice', 'quote'], async () =>
      (await import('./price-verbs')).priceVerbs(engine),
    ),
    ...later(['hire', 'editAgent', 'duplicateAgent', 'setColleagues', 'startDemo'], async () =>
      (await import('./agent-verbs')).agentVerbs(engine),
    ),
    ...later(['addConnection', 'editConnection', 'checkConnection', 'refreshModels', 'sayOfModel'], async () =>
      (await import('./connection-verbs')).connectionVerbs(engine),
    ),
    ...later(['examineConnection', 'quoteTrial', 'tryConnection', 'keyAccount', 'compareAccount'], async () =>
      (await import('./examine-verbs')).examineVerbs(engine),
    ),
    ...later(['proposeGrant', 'setGrant', 'dropGrant'], async () => (await import('./grant-verbs')).grantVerbs(engine)),
    ...later(['addPlanStep', 'editPlanStep'], async () => (await import('./plan-verbs')).planVerbs(engine)),
    ...later(['attach', 'detach', 'reattach', 'readFile'], async () =>
      (await import('./attachment-verbs')).attachmentVerbs(engine),
    ),
    ...later(['saveFile', 'restoreRevision', 'removeFile'], async () =>
      (await import('./file-verbs')).fileVerbs(engine),
    ),
    ...later(['setBudget', 'dropBudget', 'changeTeam'], async () =>
      (await import('./budget-verbs')).budgetVerbs(engine),
    ),
    ...later(['readBill', 'forgetBill', 'quoteTask', 'previewRepricing', 'reprice'], async () =>
      (await import('./cost-verbs')).costVerbs(engine),
    ),
    ...later(['fork', 'exportRun'], async () => (await import('./replay-verbs')).replayVerbs(engine)),
  };
}
