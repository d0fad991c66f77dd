import { agents, candidates, freeHue, hire } from '../../state/agents';
import type { Template } from './templates';

/** Most output tokens a call may ask for, unless said otherwise: bounds what one call can cost. */
export const DEFAULT_MAX_OUTPUT = 8_000;

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
      maxOutput: DEFAULT_MAX_OUTPUT,
      template: template.id,
      hue,
      ...(best && { model: best.choice }),
    });
    names.push(name);
    hues.push(hue);
  }
  return names;
}

/** The first of a template's names that nobody has yet. */
export function freeName(template: Template, taken: readonly string[]): string {
  const names = template.names;
  const free = names.find(name => !taken.includes(name));
  if (free) return free;
  let number = 2;
  while (taken.includes(`${names[0] ?? template.role} ${number}`)) number += 1;
  return `${names[0] ?? template.role} ${number}`;
}
