import type { Tool, ToolResult } from '../domain/tool';
import { fieldsOf, textField, wrong } from './input';

/** Ready-made answers at most, and characters of one. */
const mostChoices = 6;
const longestChoice = 200;

/** Asks the user; the answer comes back as the result, however long it takes. */
export const askUser: Tool = {
  source: 'built-in',
  name: 'ask_user',
  description:
    'Asks the user one question and waits for the answer. Use it only when you cannot go on without it: for a decision that is theirs, or a fact that only they know. Never ask for leave to use a tool: that is asked by itself.',
  input: {
    type: 'object',
    properties: {
      question: { type: 'string', description: 'One question, with what the user must know to answer it.' },
      choices: {
        type: 'array',
        items: { type: 'string' },
        maxItems: mostChoices,
        description: 'Likely answers to choose from, short. The user can always write another.',
      },
    },
    required: ['question'],
    additionalProperties: false,
  },
  effect: 'pure',
  reach: 'none',
  run(input): Promise<ToolResult> {
    const fields = fieldsOf(input, ['question', 'choices']);
    const text = textField(fields, 'question').trim();
    if (text === '') throw wrong('question must not be empty');
    return Promise.resolve({ output: '', question: { text, choices: choicesOf(fields['choices']) } });
  },
};

function choicesOf(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw wrong('choices must be a list of strings');
  const choices = value.map(choice => {
    if (typeof choice !== 'string' || choice.trim() === '' || choice.length > longestChoice)
      throw wrong(`each of choices must be a string of 1 to ${longestChoice} characters`);
    return choice.trim();
  });
  if (choices.length > mostChoices) throw wrong(`there may be at most ${mostChoices} choices`);
  return [...new Set(choices)];
}
