import type { Waiting } from '../../domain/run';
import { wording } from './language';

const waits: Record<Waiting, string> = {
  approval: 'waits for your decision',
  input: 'waits for your answer',
  child: 'waits for a colleague',
  rate: 'waits for the provider',
  budget: 'waits for room in the budget',
  timer: 'waits for its time',
  network: 'waits for the network',
  paused: 'paused by you',
  agent: 'waits while its agent is paused or retired',
  'key-locked': 'waits for your keys',
};

export const errandWords = wording('errands', {
  asked: (name: string) => `Asked ${name}`,
  brief: 'Brief',
  expected: 'What should come back',
  answer: 'What came back',
  open: (name: string) => `See ${name}’s work`,
  replay: 'Replay',
  cost: (money: string) => `${money} on top`,
  costTitle: 'What this work cost, on top of the answer',
  waits,
  waitsUntil: (what: string, until: string) => `${what}, until ${until}`,
  states: {
    queued: 'about to start',
    running: 'at work',
    'needs-decision': 'waits for your decision',
    succeeded: 'done',
    failed: 'failed',
    cancelled: 'stopped',
  },
  colleagues: 'Colleagues',
  colleaguesLine: (name: string) =>
    `Who ${name} may ask for help. Their work costs extra, within the same budgets, and comes back as a result.`,
  nobody: 'There is nobody else to ask yet. The demo team and your own agents do not ask one another.',
});
