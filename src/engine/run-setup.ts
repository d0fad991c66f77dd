import type { AgentRow, ModelChoice } from '../domain/agent';
import type { BudgetRow } from '../domain/budget';
import type { GrantRow } from '../domain/grant';
import type { RunRow } from '../domain/run';
import { agentWithInstructions } from '../storage/agents';
import { readModelSetup, type ModelSetup } from '../storage/model-setup';
import { whileUnchanged } from '../storage/unchanged';
import type { Engine } from './engine';
import { toolsetOf, type Toolset } from './toolset';

/** Who works in a run, and with what. */
interface Worker extends Toolset {
  agent: AgentRow;
  instructions: string;
}

/** What a run works with that the user sets: each part is read when it is first asked for, and again when it has changed. */
export interface RunSetup {
  /** Begins to read what every call needs, while other things are waited for. */
  begin(): void;
  worker(): Promise<Worker>;
  model(choice: ModelChoice): Promise<ModelSetup | undefined>;
  grants(): Promise<GrantRow[]>;
  /** Every budget that holds: to tell whether one applies, never what is left in it. */
  budgets(): Promise<BudgetRow[]>;
  close(): void;
}

/** Opens the setup of a run that is taken on; to be closed when it is let go. */
export function openSetup(engine: Engine, row: RunRow): RunSetup {
  const { workspace } = engine;
  const worker = whileUnchanged(workspace, ['agent', 'instructions', 'link'], async () => {
    const agent = await agentWithInstructions(workspace, row.agent, row.instructions);
    return { agent: agent.row, instructions: agent.instructions, ...(await toolsetOf(engine, agent.row, row)) };
  });
  const model = whileUnchanged(workspace, ['connection', 'key', 'models', 'price'], (choice: ModelChoice) =>
    readModelSetup(workspace, choice),
  );
  const grants = whileUnchanged(workspace, ['grant'], async () =>
    (await import('../storage/grants')).grantsOf(workspace, row.agent),
  );
  const budgets = whileUnchanged(workspace, ['budget'], async () =>
    (await import('../storage/budgets')).listBudgets(workspace),
  );
  const parts = [worker, model, grants, budgets];
  return {
    begin() {
      // Whoever asks for it hears what went wrong.
      const asked = [worker.read(), model.read(row.instead?.to ?? row.body.model)];
      void Promise.allSettled(row.simulated ? asked : [...asked, budgets.read()]);
    },
    worker: worker.read,
    model: model.read,
    grants: grants.read,
    budgets: budgets.read,
    close: () => {
      for (const part of parts) part.close();
    },
  };
}
