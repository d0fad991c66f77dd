import type { Waiting } from '../../domain/run';
import { number } from '../formats';
import { wording } from './language';

const NAMES = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];
/** Small numbers in words, as in a headline. */
const spelled = (count: number) => NAMES[count] ?? number(count);

const waits: Record<Waiting, string> = {
  approval: 'Waits for your approval',
  input: 'Waits for your answer',
  child: 'Waits for a colleague',
  rate: 'Waits for the provider',
  budget: 'Waits for room in the budget',
  timer: 'Waits for its time',
  network: 'Waits for the network',
  paused: 'Paused by you',
  agent: 'Waits while this agent is paused or retired',
  'key-locked': 'Waits for the keys to be unlocked',
};

export const todayWords = wording('today', {
  needYou: (count: number) => (count === 1 ? 'One thing needs you.' : `${spelled(count)} things need you.`),
  atWork: (count: number) => (count === 1 ? 'One agent is at work.' : `${spelled(count)} agents are at work.`),
  calm: 'Nothing needs you.',
  allAtRest: 'Everyone is paused or retired: what they were doing waits.',
  toTeam: 'To the team',
  calmLine: (ready: number) =>
    ready === 0
      ? 'Nobody is free: each has something to wait for.'
      : ready === 1
        ? 'One agent is ready for work.'
        : `${spelled(ready)} agents are ready for work.`,
  ask: 'What should the team do?',
  askLabel: 'New task',
  agent: 'Agent',
  send: 'Give the task',
  planFirst: 'Plan it first, begin later',
  usually: 'usually',
  taskUsually: 'a task usually',
  rarelyOver: 'rarely over',
  ofCall: (most: string) => `a call ${most}`,
  atMost: 'at most',
  aboutAtMost: 'at most about',
  free: 'simulated, costs nothing',
  noModel: 'no model yet',
  needsYou: 'Needs you',
  waitingToo: 'Also waiting for you',
  running: 'Running',
  finished: 'Finished today',
  open: 'Open',
  openInbox: 'Open inbox',
  review: 'Review',
  reviewIt: (deed: string) => `Review: ${deed}`,
  queued: 'Queued',
  answering: 'Answering',
  step: (steps: number) => `Step ${number(steps)}`,
  waits,
  waitsUntil: (what: string, until: string) => `${what}, until ${until}`,
  cancelled: 'Stopped',
  decide: 'Was interrupted: decide how to continue',
  done: 'Done',
  at: (agent: string, what: string) => `${agent}: ${what}`,
  ofLimit: (limit: string) => `of ${limit}`,
  today: 'Today',
  monthLabel: (percent: string) => `${percent} of the monthly figure spent`,
  lastDays: (days: number) => `Spend of the last ${number(days)} days`,
  activity: 'Activity',
  allCosts: 'All costs',
  happened: {
    'agent-hired': 'was hired',
    'agent-retired': 'was retired',
    'answer-finished': 'finished an answer',
    'answer-failed': 'could not finish an answer',
    'answer-stopped': 'was stopped',
    'connection-added': 'A connection was added',
    someone: 'An agent',
  },
  usedTool: (tool: string) => `used “${tool}”`,
  pricesUpdated: (count: number) => `${number(count)} prices were updated`,
  budgetWarned: (share: string, scope: string, window: string) =>
    `${share} of the budget of ${{ workspace: 'the workspace', team: 'several agents' }[scope] ?? `one ${scope}`} ${
      { day: 'today', month: 'this month' }[window] ?? 'in all'
    } is spent`,
  budgetFits: (calls: number) =>
    calls === 0
      ? '(a call like those so far does not fit any more)'
      : `(about ${number(calls)} more ${calls === 1 ? 'call' : 'calls'} like those so far fit)`,
  imported: (rows: number) => `${number(rows)} rows were imported`,
  emptyTitle: 'What should the team do first?',
  emptyLine: 'Pick a task and a demo team does it, here and now, without a key. Or bring your own key and hire.',
  tryDemo: 'Try without a key',
  bringKey: 'Bring a key',
  bringBack: 'Bring back a saved workspace',
  hire: 'Hire an agent',
  readyTitle: 'Nobody is hired yet.',
  readyLine: 'Your connection works. Hire someone, or let the demo team show you how it goes.',
  examples: 'Three to start with',
  examplesLine: 'one click each',
  exampleTasks: {
    sum: {
      title: 'Add up the invoices',
      text: 'Our three invoices are 1,280.50, 946.20 and 2,310.00. What do they add up to with 20 % tax?',
    },
    move: {
      title: 'Plan an office move',
      text: 'We move to a new office. Make a plan and write me a checklist.',
    },
    brief: { title: 'Introduce the team', text: 'Who are you, and what can you do for me?' },
  },
});
