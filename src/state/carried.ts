import { computed, type ReadonlySignal } from '@preact/signals';
import { activeAgents, modelOf } from './agents';
import { ask } from './ask';
import type { Id } from '../domain/id';
import { hasConnection } from './connections';
import { live } from './live';
import type { Place } from './place';
import { leaveUnsent } from './unsent';

/** A task of the demo that the user wants done for real: kept until it is sent or dropped, empty when there is none. */
export const carried = live<'unsent'>('', () => ({ name: 'unsent', args: ['carried'] }));

export const carry = (text: string): Promise<void> => leaveUnsent('carried', text);

export const dropCarried = (): Promise<void> => leaveUnsent('carried', '');

/**
 * Gives the carried task to an agent: a new conversation begins and is shown. Whether it was typed is not known any more.
 * Rejects with what to say.
 */
export const sendCarried = (agent: Id<'agent'>, text: string): Promise<void> =>
  ask(agent, text, { from: 'carried', pasted: true });

/** Those who can do a carried task: the last hired first. */
export const realTeam = computed(() =>
  activeAgents.value.filter(({ row }) => !row.simulated && modelOf(row)).sort((a, b) => (a.row.id < b.row.id ? 1 : -1)),
);

/** Where what is missing for a real answer is to be had: a key, someone to ask, else nothing but the word to send it. */
export const wayToReal: ReadonlySignal<Place> = computed(() => {
  if (realTeam.value.length > 0) return { at: 'today' };
  return hasConnection.value ? { at: 'team', hire: true } : { at: 'welcome' };
});
