import type { AgentRow, ModelChoice } from '../../domain/agent';
import { AppError } from '../../domain/error';
import { defined } from '../../lib/entries';
import { addAgent, agentWithInstructions, listAgents, patchAgent, readAgent } from '../../storage/agents';
import { colleagueIds } from '../../storage/colleague-ids';
import { setColleagues } from '../../storage/colleagues';
import { connectionWithKey } from '../../storage/connections';
import { hireDemo } from '../demo';
import type { NewAgent } from '../door';
import type { Engine } from '../engine';
import type { VerbHandlers } from '../serve-door';

/** Hue slots of the marks. */
const hues = 12;

type Names = 'hire' | 'editAgent' | 'duplicateAgent' | 'setColleagues' | 'startDemo';

/** What a screen does to the team. */
export function agentVerbs({ workspace }: Engine): Pick<VerbHandlers, Names> {
  return {
    hire: async (_, agent) => addAgent(workspace, await newAgentFields(agent)),
    editAgent: (_, id, fields) => edit(id, fields),
    async duplicateAgent(_, id, name) {
      const { row, instructions } = await agentWithInstructions(workspace, id);
      const { tier, connection, maxOutput, simulated, body } = row;
      return addAgent(workspace, {
        tier,
        maxOutput,
        simulated,
        instructions,
        hue: await freeHue(),
        colleagues: await colleagueIds(workspace, id),
        body: { ...body, name },
        ...(connection ? { connection } : {}),
      });
    },
    setColleagues: (_, id, colleagues) => setColleagues(workspace, id, colleagues),
    startDemo: () => hireDemo(workspace),
  };

  async function newAgentFields(agent: NewAgent) {
    const { name, role, tools, effort, answer, fallback, template, instructions, tier, maxOutput } = agent;
    const found = agent.model && (await connectionWithKey(workspace, agent.model.connection));
    if (agent.model && !found) throw new AppError('not-found', { parameters: { what: 'connection' } });
    return {
      tier,
      maxOutput,
      instructions,
      hue: agent.hue ?? (await freeHue()),
      simulated: found?.connection.wire === 'simulated',
      ...(agent.model ? { connection: agent.model.connection } : {}),
      body: {
        name,
        role,
        tools,
        model: agent.model?.model ?? '',
        ...(effort ? { effort } : {}),
        ...(answer ? { answer } : {}),
        ...(fallback ? { fallback } : {}),
        ...(template === undefined ? {} : { template }),
      },
    };
  }

  async function edit(id: AgentRow['id'], fields: Parameters<VerbHandlers['editAgent']>[2]): Promise<void> {
    const known = await readAgent(workspace, id);
    const { name, role, tools, effort, answer, fallback, template, model, ...plain } = fields;
    const body = defined({ name, role, tools, effort, answer, fallback, template, model: model?.model });
    const simulated = model ? await isSimulated(model) : undefined;
    await patchAgent(workspace, id, {
      ...plain,
      ...(model ? { connection: model.connection } : {}),
      ...(simulated === undefined || simulated === known?.simulated ? {} : { simulated }),
      ...(Object.keys(body).length > 0 ? { body } : {}),
    });
  }

  async function isSimulated({ connection }: ModelChoice): Promise<boolean> {
    return (await connectionWithKey(workspace, connection))?.connection.wire === 'simulated';
  }

  /** The hue that fewest of the team have: six agents get six hues. */
  async function freeHue(): Promise<number> {
    const taken = Array.from<number>({ length: hues }).fill(0);
    for (const agent of await listAgents(workspace)) taken[agent.hue] = (taken[agent.hue] ?? 0) + 1;
    return taken.indexOf(Math.min(...taken));
  }
}
