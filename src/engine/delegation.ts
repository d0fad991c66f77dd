import type { AgentRow } from '../domain/agent';
import type { RunRow } from '../domain/run';
import type { Colleague, Tool } from '../domain/tool';
import { mayAsk } from '../storage/colleagues';
import type { Engine } from './engine';
import type { Toolset } from './toolset';

/** The tools of an agent that may ask others: where nobody is left to ask, they are all. */
export async function withColleagues(
  { delegate, workspace }: Pick<Engine, 'delegate' | 'workspace'>,
  tools: readonly Tool[],
  agent: AgentRow,
  run?: RunRow,
): Promise<Toolset> {
  const rows = await mayAsk(workspace, agent, run);
  const colleagues = rows.map(({ id, body }) => ({ id, name: body.name, role: body.role }));
  return { tools: colleagues.length === 0 ? tools : [...tools, naming(await delegate(), colleagues)], colleagues };
}

/** A tool whose description says who can be asked. */
function naming(tool: Tool, colleagues: readonly Colleague[]): Tool {
  const lines = colleagues.map(({ name, role }) => `- ${name}: ${role}`);
  return { ...tool, description: `${tool.description}\nYour colleagues:\n${lines.join('\n')}` };
}
