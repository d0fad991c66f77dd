import type { Label } from '../../domain/row';
import { number } from '../formats';
import { wording } from './language';

const times = (count: number) => (count === 1 ? 'once' : `${number(count)} times`);

export const approvalWords = wording('approval', {
  create: (agent: string, path: string) => `${agent} wants to write ${path}`,
  overwrite: (agent: string, path: string) => `${agent} wants to change ${path}`,
  use: (agent: string, tool: string) => `${agent} wants to use “${tool}”`,
  asks: (agent: string) => `${agent} asks you`,
  loops: (agent: string, count: number) => `${agent} has done the same ${times(count)}`,
  limit: (agent: string, count: number) => `${agent} has taken ${number(count)} steps`,
  outcome: 'We cannot tell whether this happened',
  overBudget: (agent: string, ceiling: string) =>
    `The next step of ${agent} may cost up to ${ceiling}: that is not left`,
  unpriced: (agent: string) => `The next step of ${agent} has no known price`,
  clock: (today: string) => `Is it ${today}?`,
  clockHelp: (last: string) =>
    `The last call was on ${last}. Budgets of a day or a month would begin anew, so a clock that was put forward would spend them twice.`,
  clockRight: 'The date is right',
  unbound: (agent: string) => `Nothing bounds what the next step of ${agent} may cost`,

  itsTask: 'Its task',
  tool: 'Tool',
  local: 'stays in this workspace; every version is kept',
  changes: 'What would change',
  newFile: 'New file, with this text',
  input: 'With',
  why: 'Why it asks',
  because: {
    effect: 'It changes something, and nothing you allowed covers it.',
    labels: (sources: string) =>
      `Text from ${sources} led to this. It is not yours, so it could be trying to steer the agent.`,
  },
  textFrom: (sources: string) => `text from ${sources}`,
  sources: {
    web: (from: string) => from,
    mcp: (from: string) => `the tool server ${from}`,
    file: (from: string) => `the file ${from}`,
    external: 'what was pasted, attached or shared',
  },
  manySources: (count: number) => `${number(count)} sources`,
  simulated: 'Simulated: the file is real, the agent is a script.',

  approve: 'Approve once',
  approveKey: 'A',
  always: 'Always like this',
  edit: 'Edit',
  editKey: 'E',
  reject: 'Reject',
  rejectKey: 'X',
  approveAll: (count: number) => `Approve all ${number(count)}`,
  rejectAll: 'Reject all',
  picked: (count: number) => `${number(count)} picked`,
  approvePicked: (count: number) => `Approve ${number(count)}`,
  rejectPicked: (count: number) => `Reject ${number(count)}`,
  askLeave: (count: number) => `${number(count)} ask for your leave`,

  editText: 'The text as it should be',
  editInput: 'The input as it should be (JSON)',
  editHelp: 'The agent is told what you changed.',
  notJson: 'This is not valid JSON.',
  approveEdited: 'Approve as edited',
  cancel: 'Cancel',
  reason: 'Why not? The agent is told.',
  rejectNow: 'Reject',

  answer: 'Your answer',
  ownWords: 'In your own words',
  send: 'Answer',

  loopHelp: 'Going on gives it another round before it asks again. Stopping keeps what it has done.',
  limitHelp: 'Going on allows as many again. Stopping keeps what it has done.',
  goOn: 'Go on',
  stop: 'Stop it',
  budgetHelp: 'Nothing was sent. It goes on by itself when the limit is raised or its time begins anew.',
  unpricedHelp: 'A budget cannot hold what has no price. Nothing was sent; it goes on by itself once there is one.',
  unboundHelp:
    'Nothing bounds what such a call reads. Nothing was sent; say in the budget what a call without a ceiling counts as.',
  ofBudget: (spent: string, limit: string) => `${spent} of ${limit} spent`,
  goOnOnce: 'Go on this once',
  raise: 'Change the budget',
  setPrice: 'Set a price',
  outcomeHelp: 'The app or the connection went away in the middle. Look where it would have happened, then say.',
  done: 'It was done',
  notDone: 'It was not done',
  again: 'Do it again',

  notices: {
    line: 'This page can be hidden: the system can tell you when something waits.',
    allow: 'Let it tell me',
  },

  actions: {
    approve: 'Approve what waits',
    reject: 'Reject what waits',
    edit: 'Edit what waits, then approve',
  },
});

/** Where foreign text came from, for a sentence. */
export function sourcesOf(labels: readonly Label[]): string {
  const words = approvalWords();
  const names = new Set(
    labels.map(({ source, from }) => (source === 'external' ? words.sources.external : words.sources[source](from))),
  );
  return names.size <= 3 ? [...names].join(', ') : words.manySources(names.size);
}
