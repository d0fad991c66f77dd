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
  timeLimit: (agent: string, minutes: number) => `${agent} has worked for ${number(minutes)} minutes`,
  // Of these the card was dropped after its time.
  looped: (agent: string) => `${agent} went in circles`,
  wasLong: (agent: string) => `${agent} had been at it for long`,
  didNotFit: (agent: string) => `The next step of ${agent} did not fit a budget`,
  outcome: 'We cannot tell whether this happened',
  overBudget: (agent: string, ceiling: string) =>
    `The next step of ${agent} may cost up to ${ceiling}, more than is left`,
  unpriced: (agent: string) => `The next step of ${agent} has no known price`,
  clock: (today: string) => `Is it ${today}?`,
  clockHelp: (last: string) =>
    `The last call was on ${last}. Budgets per day or month would start over, and with a clock that was set forward they could be spent twice.`,
  clockRight: 'The date is right',
  unbound: (agent: string) => `There is no limit to what the next step of ${agent} may cost`,

  itsTask: 'Its task',
  tool: 'Tool',
  local: 'It stays in this workspace, and every version is kept.',
  changes: 'What would change',
  newFile: 'New file with this text',
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
  always: 'Always like this',
  edit: 'Edit',
  reject: 'Reject',
  approveAll: (count: number) => `Approve all ${number(count)}`,
  rejectAll: 'Reject all',
  picked: (count: number) => `${number(count)} picked`,
  approvePicked: (count: number) => `Approve ${number(count)}`,
  rejectPicked: (count: number) => `Reject ${number(count)}`,
  askLeave: (count: number) => `${number(count)} wait for your approval`,

  editText: 'The text as it should be',
  editInput: 'The input as it should be (JSON)',
  editHelp: 'The agent is told what you changed.',
  notJson: 'This is not valid JSON.',
  approveEdited: 'Approve as edited',
  reason: 'Why not? The agent is told.',
  rejectNow: 'Reject',

  answer: 'Your answer',
  ownWords: 'In your own words',
  send: 'Answer',

  loopHelp: 'If it continues, it asks again after another round. Stopping keeps what it has done.',
  limitHelp: 'If it continues, it may take as many again. Stopping keeps what it has done.',
  timeLimitHelp: 'If it continues, it may work as long again. Stopping keeps what it has done.',
  goOn: 'Continue',
  stop: 'Stop the run',
  budgetHelp: 'Nothing was sent. It continues by itself once the budget is raised or its period starts over.',
  unpricedHelp: 'Without a price no budget can hold. Nothing was sent; it continues by itself once there is a price.',
  unboundHelp:
    'There is no limit to what such a call reads. Nothing was sent; set in the budget what a call without a ceiling counts as.',
  ofBudget: (spent: string, limit: string) => `${spent} of ${limit} counted as spent`,
  goOnOnce: 'Allow this once',
  raise: 'Change the budget',
  setPrice: 'Set a price',
  outcomeHelp: 'The app or the connection went away halfway through. Check where it would have happened, then decide.',
  done: 'It was done',
  notDone: 'It was not done',
  again: 'Do it again',

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
