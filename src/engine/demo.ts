import { derivedId, type Id } from '../domain/id';
import { addAgent, readAgent } from '../storage/agents';
import { addConnection, connectionWithKey } from '../storage/connections';
import type { Workspace } from '../storage/open';
import type { NewConnection } from './connection-door';
import type { NewAgent } from './door';

/** The connection of the demo team: a provider that is played, costs nothing and is labelled everywhere. */
export const demoConnection: NewConnection = {
  provider: 'simulated',
  wire: 'simulated',
  name: 'Demo',
  baseUrl: 'simulated:',
  options: {},
};

/** The model the demo team runs on. */
const demoModel = 'simulated-1';

/** What each of them may use. */
const demoTools = ['calculate', 'now', 'list_files', 'read_file', 'write_file', 'update_plan', 'ask_user'];

/** Who is hired for the demo. Names are those of the looks; each plays a part of the script. */
const demoTeam: readonly Omit<NewAgent, 'model'>[] = [
  {
    name: 'Maren',
    role: 'Planner',
    instructions: 'Break the goal into steps, do them, and say what is done.',
    tier: 'balanced',
    tools: demoTools,
    maxOutput: 8_192,
    template: 'demo',
    hue: 8,
  },
  {
    name: 'Otto',
    role: 'Researcher',
    instructions: 'Collect what is known, compare it, and name what is uncertain.',
    tier: 'strong',
    tools: demoTools,
    maxOutput: 8_192,
    template: 'demo',
    hue: 4,
  },
  {
    name: 'Ines',
    role: 'Analyst',
    instructions: 'Work with figures. Calculate with the tool, never in your head, and show how.',
    tier: 'balanced',
    tools: demoTools,
    maxOutput: 8_192,
    template: 'demo',
    hue: 9,
  },
];

/** Hires the demo team. The same ids on every device and every time: trying the demo twice hires nobody twice. */
export async function hireDemo(workspace: Workspace): Promise<Id<'agent'>[]> {
  const connection = derivedId<'connection'>('demo', 'connection');
  if (!(await connectionWithKey(workspace, connection))) {
    const { provider, wire, name, baseUrl, options } = demoConnection;
    await addConnection(workspace, { id: connection, provider, wire, body: { name, baseUrl, options } });
  }
  const ids = [];
  for (const { name, role, instructions, tier, tools, maxOutput, template, hue } of demoTeam) {
    const id = derivedId<'agent'>('demo', name);
    ids.push(id);
    if (await readAgent(workspace, id)) continue;
    await addAgent(workspace, {
      id,
      tier,
      maxOutput,
      instructions,
      connection,
      hue: hue ?? 0,
      simulated: true,
      body: { name, role, tools, model: demoModel, ...(template === undefined ? {} : { template }) },
    });
  }
  return ids;
}
