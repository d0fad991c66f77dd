import type { Id } from '../domain/id';
import type { GrantProposal, NewGrant } from '../engine/door';
import { doors } from './doors';
import { live } from './live';
import { place } from './place';

export type { GrantProposal };
export type { GrantRow } from '../domain/grant';

/** What the agent on screen may do unasked, must ask for, or never may. */
export const grantsHere = live<'grants'>([], () => {
  const here = place.value;
  return here.at === 'agent' ? { name: 'grants', args: [here.id] } : undefined;
});

/** The least general grant that covers a request and those like it before; nothing where none can be learnt. */
export const proposeGrant = (request: Id<'request'>): Promise<GrantProposal | undefined> =>
  doors().engine.write('proposeGrant', request);

export const setGrant = (grant: NewGrant): Promise<Id<'grant'>> => doors().engine.write('setGrant', grant);

/** Takes a grant back, or with `gone` false gives it again. */
export const dropGrant = (id: Id<'grant'>, gone = true): Promise<void> => doors().engine.write('dropGrant', id, gone);
