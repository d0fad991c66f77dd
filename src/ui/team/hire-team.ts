import { defaultMaxOutput } from '../../domain/agent';
import { candidates, freeHue, hire, type AgentView } from '../../state/agents';
import { freeName, type Template } from './templates';

/** The names a team would be hired under: of each role's the first that nobody in the workspace has. */
export function namesOf(roles: readonly Template[], team: readonly AgentView[]): string[] {
  const taken = team.map(agent => agent.row.body.name);
  return roles.map(role => {
    const name = freeName(role, taken);
    taken.push(name);
    return name;
  });
}

/** Hires one agent per template into a team, each on the first model that fits its strength. Answers their names. */
export async function hireTeam(roles: readonly Template[], team: readonly AgentView[]): Promise<string[]> {
  const hues = team.map(agent => agent.row.hue);
  const names = namesOf(roles, team);
  for (const [index, template] of roles.entries()) {
    const [best] = await candidates(template.tier);
    const hue = freeHue(hues);
    await hire({
      name: names[index] ?? template.role,
      role: template.role,
      instructions: template.instructions,
      tier: template.tier,
      tools: [...template.tools],
      maxOutput: defaultMaxOutput,
      template: template.id,
      hue,
      ...(best && { model: best.choice }),
    });
    hues.push(hue);
  }
  return names;
}
