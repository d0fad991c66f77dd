import type { AgentRow } from '../domain/agent';
import type { RunRow } from '../domain/run';
import type { Colleague, Tool } from '../domain/tool';
import { colleagueIds } from '../storage/colleague-ids';
import type { Engine } from './engine';

/** What an agent can do in a run. */
export interface Toolset {
  tools: readonly Tool[];
  colleagues: readonly Colleague[];
}

/** The tools an agent was given, and the one that asks a colleague where it may ask somebody; `run`: the one it works in. */
export async function toolsetOf(
  engine: Pick<Engine, 'tools' | 'delegate' | 'workspace'>,
  agent: AgentRow,
  run?: RunRow,
): Promise<Toolset> {
  const tools = engine.tools.filter(tool => agent.body.tools.includes(tool.name));
  const known = await colleagueIds(engine.workspace, agent.id);
  if (known.length === 0) return { tools, colleagues: [] };
  return (await import('./delegation')).withColleagues(engine, tools, agent, run);
}
