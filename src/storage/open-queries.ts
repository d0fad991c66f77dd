import { listStandings } from './budget-windows';
import { callQueries } from './call-queries';
import { comparedBills } from './compared-bills';
import { conversationQueries } from './conversation-queries';
import { errandQueries } from './errand-queries';
import { fileQueries } from './file-queries';
import { firstQueries } from './first-queries';
import { grantsOf } from './grants';
import type { Workspace } from './open';
import { planSteps } from './plans';
import type { Queries } from './queries';
import { replayQueries } from './replay-queries';
import { taskDetail } from './task-detail';
import type { WorkspaceIndex } from './workspaces';

/** Every named query over one workspace. */
export function openQueries(ws: Workspace, index: WorkspaceIndex): Queries {
  return {
    ...firstQueries(ws, index),
    ...conversationQueries(ws),
    ...callQueries(ws),
    ...replayQueries(ws),
    ...fileQueries(ws),
    ...errandQueries(ws),
    comparedBills: () => comparedBills(ws),
    standings: () => listStandings(ws),
    task: id => taskDetail(ws, id),
    plan: task => planSteps(ws, task),
    grants: agent => grantsOf(ws, agent),
  };
}
