import { money, number } from '../formats';
import { wording } from './language';
import { partsWords } from './parts';

const plural = (count: number, one: string, many: string) => (count === 1 ? one : many);

export const appWords = wording('app', {
  title: (place: string) => `${place} · Retinue`,
  nowhere: 'Nothing here',
  nowhereLine: 'There is no page at this address, or what it showed is gone.',
  toToday: 'Go to Today',
  agent: 'Agent',
  conversation: 'Conversation',
  task: 'Task',
  run: 'Replay',
  waiting: (count: number) => (count === 1 ? 'one thing waits for you' : `${number(count)} things wait for you`),
  titleWaiting: (count: number, title: string) => `(${number(count)}) ${title}`,
  welcome: 'Welcome',
  unlock: 'Unlock',
  agents: 'Agents',
  moreAgents: (count: string) => `${count} more`,
  memories: 'Memories',
  conversations: 'Conversations',
  activity: 'Recent activity',
  counted: (count: number) => (count >= 1_000 ? `${number(1_000)}+` : number(count)),
  opening: 'Opening the workspace',
  openingScreen: 'Opening this screen',
  unnamed: 'My workspace',
  paused: 'Paused',
  newTask: 'New task',
  hire: 'Hire an agent',
  find: 'Search or do',
  help: 'Keyboard shortcuts',
  pause: 'Pause everything',
  pauseLine: 'nothing more is spent',
  resume: 'Resume',
  lockScreen: 'Lock the screen',
  lockKeys: 'Lock the keys and stop',
  unlockKeys: 'Unlock the keys',
  export: 'Save the workspace as a file',
  theme: 'Switch between light and dark',
  connectionsCount: (count: number) => `${number(count)} ${plural(count, 'connection', 'connections')}`,
  noConnection: 'No connection yet',
  offline: 'No network',
  vaultOpen: 'Unlocked',
  vaultOpenFor: (minutes: number) => `Unlocked, locks in ${number(minutes)} min`,
  vaultLocked: 'Keys locked',
  vaultSession: 'Key in memory only',
  vaultAbsent: 'No passphrase yet',
  spent: 'Spent',
  atLeast: (amount: string) => `at least ${amount}`,
  today: 'today',
  of: (limit: string) => `of ${limit}`,
  strips: {
    offline: 'No network. You can read and write; what needs the network waits and continues by itself.',
    locked: 'Keys locked. The team waits; you can still read.',
    unlock: 'Unlock',
    halted: 'Everything is paused. Nothing is sent and nothing is paid.',
    full: 'This browser is out of storage. Work waits until there is room; nothing is lost.',
    toData: 'See what uses it',
    update: 'A new version is ready. It takes over after a reload; your data stays.',
    updateAfter: 'A new version is ready. It can take over when the work under way is done.',
    updateNow: 'Use it now',
    exportOld: (days: number) =>
      `The last saved file is ${number(days)} days old. What came since is only in this browser.`,
    exportNever: 'Nothing is saved as a file yet. Only this browser has it.',
    exportUnsafe: 'Nothing is saved as a file yet, and this browser may clear its data when space gets short.',
    privateWindow: 'This looks like a private window: what is here may go when it is closed.',
    exportNow: 'Save a file',
    later: 'Later',
  },
});

interface Spend {
  cost: number;
  unknown?: number | undefined;
}

/** The sum of a time, that may hold calls without a price. */
export function spendText({ cost, unknown }: Spend): string {
  const known = money(cost);
  return unknown ? appWords().atLeast(known) : known;
}

/** What some work cost: no figure where none is known. */
export function costText(spend: Spend): string {
  return spend.unknown && !spend.cost ? partsWords().bases.unknown : spendText(spend);
}
