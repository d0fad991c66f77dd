import { note, say, type Move, type Scene } from './simulated-scene';

const path = 'office-move.md';

/** Steps of the plan, in order, with how to see that each is done. */
const steps = [
  { title: 'Ask for the day of the move', test: 'The day is known' },
  { title: 'Write the checklist', test: `${path} lists what to do, by when` },
  { title: 'Hand it over', test: 'The file can be opened' },
];

/** A task with a plan, a question and a file: the whole way an agent works, in the small. */
export function officeMove({ results }: Scene): Move {
  const answer = results.find(result => result.name === 'ask_user');
  const written = results.find(result => result.name === 'write_file');
  if (results.length === 0)
    return { text: 'I make a plan first; you can change it at any time.', calls: [plan('doing', 'open', 'open')] };
  if (!answer) return { text: 'One thing only you can tell me:', calls: [question] };
  if (!written)
    return {
      text: `Then I write the checklist. I ask before I touch your files.`,
      calls: [{ name: 'write_file', input: { path, content: checklist(answer.output) } }],
    };
  if (results.at(-1)?.name === 'write_file')
    return written.isError
      ? say(`I did not write it. ${note('the plan and your answer are kept, as they would be with a real model')}`)
      : { text: '', calls: [plan('done', 'done', 'done')] };
  return say(
    `**${path}** is in your files: eight things to do before ${dayOf(answer.output)}. ` +
      `Every change to it will be a version of its own, so nothing is ever lost.\n\n${note('the file is real, its words were written beforehand')}`,
  );
}

const question = {
  name: 'ask_user',
  input: { question: 'On which day do you move?', choices: ['Friday', 'Saturday', 'Next Monday'] },
};

function plan(...states: string[]) {
  return { name: 'update_plan', input: { steps: steps.map((step, index) => ({ ...step, state: states[index] })) } };
}

const dayOf = (answer: string) => answer.trim().replace(/[.!]$/, '') || 'the move';

function checklist(answer: string): string {
  return [
    `# Office move: ${dayOf(answer)}`,
    '',
    '- [ ] Two weeks before: tell the landlord, the post and the bank',
    '- [ ] Ten days before: book the van and two people',
    '- [ ] One week before: order the internet line, and test a phone as a fallback',
    '- [ ] Three days before: back up every computer',
    '- [ ] The day before: label boxes by room',
    `- [ ] ${dayOf(answer)}: photograph the empty rooms`,
    '- [ ] The day after: hand the keys back against a receipt',
    '- [ ] One week after: check the first invoices',
    '',
  ].join('\n');
}
