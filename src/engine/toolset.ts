import type { AgentRow } from '../domain/agent';
import type { RunRow } from '../domain/run';
import type { Colleague, Tool } from '../domain/tool';
import { mayAsk } from '../storage/colleagues';
import type { Engine } from './engine';

/** What an agent can do in a run. */
export interface Toolset {
  tools: readonly Tool[];
  colleagues: readonly Colleague[];
}

/** The tools an agent was given, and the one that asks a colleague where it may ask somebody; `run`: the one it works in. */
export async function toolsetOf(
  { tools, workspace }: Pick<Engine, 'tools' | 'workspace'>,
  agent: AgentRow,
  run?: RunRow,
): Promise<Toolset> {
  const own = tools.filter(tool => !tool.delegates && agent.body.tools.includes(tool.name));
  const colleagues = (await mayAsk(workspace, agent, run)).map(({ id, body }) => ({
    id,
    name: body.name,
    role: body.role,
  }));
  if (colleagues.length === 0) return { tools: own, colleagues };
  return { tools: [...own, ...tools.filter(tool => tool.delegates).map(tool => naming(tool, colleagues))], colleagues };
}

/** A tool whose description says who can be asked. */
function naming(tool: Tool, colleagues: readonly Colleague[]): Tool {
  const lines = colleagues.map(({ name, role }) => `- ${name}: ${role}`);
  return { ...tool, description: `${tool.description}\nYour colleagues:\n${lines.join('\n')}` };
}
