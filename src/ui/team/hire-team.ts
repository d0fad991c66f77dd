import { defaultMaxOutput } from '../../domain/agent';
import { agents, candidates, freeHue, hire } from '../../state/agents';
import { freeName, type Template } from './templates';

/** Hires one agent per template, each on the first model that fits its strength. Answers their names. */
export async function hireTeam(roles: readonly Template[]): Promise<string[]> {
  const taken = agents.peek().map(agent => agent.row.body.name);
  const hues = agents.peek().map(agent => agent.row.hue);
  const names: string[] = [];
  for (const template of roles) {
    const [best] = await candidates(template.tier);
    const name = freeName(template, [...taken, ...names]);
    const hue = freeHue(hues);
    await hire({
      name,
      role: template.role,
      instructions: template.instructions,
      tier: template.tier,
      tools: [...template.tools],
      maxOutput: defaultMaxOutput,
      template: template.id,
      hue,
      ...(best && { model: best.choice }),
    });
    names.push(name);
    hues.push(hue);
  }
  return names;
}
