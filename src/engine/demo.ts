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
export const demoModel = 'simulated-1';

/** What each of them may use. */
const demoTools = ['calculate', 'now', 'list_files', 'read_file', 'write_file', 'update_plan', 'ask_user'];

/** Who is hired for the demo. Names are those of the looks; each plays a part of the script. */
export const demoTeam: readonly Omit<NewAgent, 'model'>[] = [
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
