import { live } from './live';
import { place } from './place';

/** How many lines of the ledger an agent's page shows. */
const MOST = 50;

/** The last calls of the agent on screen. */
export const callsHere = live<'calls'>([], () => {
  const here = place.value;
  return here.at === 'agent' ? { name: 'calls', args: [{ limit: MOST, agent: here.id }] } : undefined;
});
