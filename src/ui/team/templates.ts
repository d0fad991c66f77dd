import type { Tier } from '../../domain/connection';
import { templateWords } from '../words/templates';
import type { ToolName } from './tool-names';

type TemplateId = keyof ReturnType<typeof templateWords>['roles'];

interface Role {
  id: TemplateId;
  names: readonly string[];
  tier: Tier;
  tools: readonly ToolName[];
}

/** A role to start from. It names a strength, never a model: hiring resolves it against the live lists. */
export interface Template extends Role {
  role: string;
  /** One line for the gallery. */
  line: string;
  instructions: string;
}

const files = ['write_file', 'read_file', 'list_files'] as const;
const working = [...files, 'update_plan', 'ask_user'] as const;

const ROLES: readonly Role[] = [
  { id: 'lead', names: ['Maren', 'Tove', 'Alma'], tier: 'strong', tools: [...working, 'calculate', 'now'] },
  { id: 'researcher', names: ['Otto', 'Sel', 'Idris'], tier: 'balanced', tools: [...working, 'calculate', 'now'] },
  { id: 'analyst', names: ['Ines', 'Ravi', 'Noor'], tier: 'balanced', tools: [...working, 'calculate', 'now'] },
  { id: 'editor', names: ['Wren', 'Mila', 'Hugo'], tier: 'balanced', tools: [...files, 'ask_user'] },
  {
    id: 'reviewer',
    names: ['Bram', 'Edda', 'Kofi'],
    tier: 'strong',
    tools: ['read_file', 'list_files', 'update_plan', 'ask_user', 'calculate'],
  },
  { id: 'developer', names: ['Juno', 'Emil', 'Yara'], tier: 'strong', tools: [...working, 'calculate'] },
  { id: 'correspondent', names: ['Lotte', 'Amir', 'Pia'], tier: 'fast', tools: [...files, 'ask_user', 'now'] },
  { id: 'translator', names: ['Sofia', 'Kenji', 'Lena'], tier: 'balanced', tools: [...files, 'ask_user'] },
];

const TEAMS = [
  { id: 'writing', roles: ['researcher', 'editor', 'reviewer'] },
  { id: 'numbers', roles: ['lead', 'analyst', 'reviewer'] },
  { id: 'solo', roles: ['lead'] },
] as const satisfies readonly { id: string; roles: readonly TemplateId[] }[];

/** The roles on offer, in the language on screen. */
export function templates(): Template[] {
  const words = templateWords().roles;
  return ROLES.map(role => ({ ...role, ...words[role.id] }));
}

export interface StarterTeam {
  id: string;
  name: string;
  line: string;
  roles: Template[];
}

/** Teams to begin with. */
export function starterTeams(): StarterTeam[] {
  const all = templates();
  const words = templateWords().teams;
  return TEAMS.map(team => ({
    id: team.id,
    ...words[team.id],
    roles: all.filter(template => team.roles.some(role => role === template.id)),
  }));
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
