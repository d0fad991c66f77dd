import { AppError } from '../domain/error';
import type { Tool } from '../domain/tool';

/** Decimals a result is given with. */
const places = 12;

/** Exact arithmetic: models are bad at it, and a figure in an answer should be right. */
export const calculate: Tool = {
  source: 'built-in',
  name: 'calculate',
  description:
    'Calculates an arithmetic expression exactly. Knows + - * / ^ %, parentheses, and sqrt, abs, round(x, places), min, max, sum. Use it for every figure you state.',
  input: {
    type: 'object',
    properties: { expression: { type: 'string', description: 'For example: round((1250 * 1.2 - 300) / 7, 2)' } },
    required: ['expression'],
    additionalProperties: false,
  },
  effect: 'pure',
  reach: 'none',
  async run(input) {
    const expression = expressionOf(input);
    const [{ evaluate }, { formatDecimal }] = await Promise.all([import('./expression'), import('./rational')]);
    const { text, exact } = formatDecimal(evaluate(expression), places);
    return { output: exact ? text : `${text} (rounded to ${places} decimals)` };
  },
};

function expressionOf(input: unknown): string {
  if (typeof input === 'object' && input !== null && 'expression' in input && typeof input.expression === 'string') {
    return input.expression;
  }
  throw new AppError('tool-input-wrong', { parameters: { what: 'expression must be a string' } });
}
