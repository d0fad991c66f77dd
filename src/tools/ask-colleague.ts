import { nanosPerDollar, type NanoUsd } from '../domain/money';
import type { Colleague, Tool, ToolResult } from '../domain/tool';
import { fieldsOf, textField, wrong, type Input } from './input';

/** Characters of a brief, and of what is expected. */
const longestBrief = 20_000;

/** Sends a colleague: what comes of that is the result, however long it takes. */
export const askColleague: Tool = {
  source: 'built-in',
  name: 'ask_colleague',
  description:
    'Asks one of your colleagues to do something and waits for what comes back. A colleague sees nothing of this conversation: put everything they need into the brief. Several calls in one answer are worked on at the same time. Do yourself what you can do as well.',
  input: {
    type: 'object',
    properties: {
      colleague: { type: 'string', description: 'The name of the colleague.' },
      brief: { type: 'string', description: 'What to do, with all they must know for it.' },
      expected: { type: 'string', description: 'What should come back, for example: three names, each with a source.' },
      budget: {
        type: 'number',
        description: 'US dollars it may cost at most. Leave it out unless you were given one.',
      },
    },
    required: ['colleague', 'brief', 'expected'],
    additionalProperties: false,
  },
  delegates: true,
  // The run it begins has its id from this call: doing it again begins no other.
  effect: 'idempotent',
  reach: 'none',
  run(input, { colleagues }): Promise<ToolResult> {
    const fields = fieldsOf(input, ['colleague', 'brief', 'expected', 'budget']);
    const { id: colleague } = named(textField(fields, 'colleague'), colleagues);
    const [brief, expected] = [wordsOf(fields, 'brief'), wordsOf(fields, 'expected')];
    const budget = budgetOf(fields['budget']);
    return Promise.resolve({
      output: '',
      errand: { colleague, brief, expected, ...(budget === undefined ? {} : { budget }) },
    });
  },
};

function named(name: string, colleagues: readonly Colleague[]): Colleague {
  const wanted = name.trim().toLowerCase();
  const found = colleagues.find(one => one.name.toLowerCase() === wanted);
  if (found) return found;
  throw wrong(
    `you may ask ${colleagues.map(one => one.name).join(', ') || 'nobody'}; there is no “${name}” among them`,
  );
}

function wordsOf(fields: Input, name: string): string {
  const words = textField(fields, name).trim();
  if (words === '' || words.length > longestBrief) throw wrong(`${name} must have 1 to ${longestBrief} characters`);
  return words;
}

function budgetOf(value: unknown): NanoUsd | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !(value > 0) || value > 1_000_000)
    throw wrong('budget must be a number of dollars above 0');
  return Math.ceil(value * nanosPerDollar);
}
