import { computed } from '@preact/signals';
import type { AgentRow, ModelChoice } from '../domain/agent';
import type { Tier } from '../domain/connection';
import type { Id } from '../domain/id';
import type { Candidate, NewAgent } from '../engine/door';
import type { AgentDetail, AgentView } from '../storage/queries';
import { doors } from './doors';
import { live } from './live';
import { place } from './place';

export type { AgentDetail, AgentView };
export type { Candidate, NewAgent };

/** What `agents` holds until the first answer. */
export const agentsUnread: AgentView[] = [];

/** The whole roster: active and paused first, then retired. */
export const agents = live<'agents'>(agentsUnread, () => ({ name: 'agents', args: [] }));

/** Those who can be given work. */
export const activeAgents = computed(() => agents.value.filter(agent => agent.row.state === 'active'));

/** Everyone who is not retired: those who are paused, too. */
export const staff = computed(() => agents.value.filter(agent => agent.row.state !== 'retired'));

/** The agent of the place on screen. */
export const agentHere = live<'agent'>(undefined, () => {
  const here = place.value;
  return here.at === 'agent' ? { name: 'agent', args: [here.id] } : undefined;
});

export const hire = (agent: NewAgent): Promise<Id<'agent'>> => doors().engine.write('hire', agent);

export const editAgent = (
  id: Id<'agent'>,
  fields: Partial<NewAgent> & { state?: AgentRow['state']; gone?: boolean },
): Promise<void> => doors().engine.write('editAgent', id, fields);

export const duplicateAgent = (id: Id<'agent'>, name: string): Promise<Id<'agent'>> =>
  doors().engine.write('duplicateAgent', id, name);

/** Whom the agent on screen may ask, by id. */
export const colleaguesHere = live<'colleagues'>([], () => {
  const here = place.value;
  return here.at === 'agent' ? { name: 'colleagues', args: [here.id] } : undefined;
});

export const setColleagues = (id: Id<'agent'>, colleagues: Id<'agent'>[]): Promise<void> =>
  doors().engine.write('setColleagues', id, colleagues);

/** Hires the simulated team if it is not there yet. */
export const startDemo = (): Promise<Id<'agent'>[]> => doors().engine.write('startDemo');

/** Two or three models of the live lists that fit a tier, with their prices. */
export const candidates = (tier: Tier): Promise<Candidate[]> => doors().engine.write('candidates', tier);

/** The first of the twelve hue slots that no agent has, so that a small team never shares one. */
export function freeHue(taken: readonly number[]): number {
  const order = [8, 4, 11, 6, 0, 3, 9, 2, 7, 10, 5, 1]; // neighbours in a small team stay far apart
  return order.find(slot => !taken.includes(slot)) ?? taken.length % order.length;
}

/** The model an agent works with, if it has one. */
export function modelOf(row: AgentRow): ModelChoice | undefined {
  return row.connection && row.body.model ? { connection: row.connection, model: row.body.model } : undefined;
}
