import { AppError } from '../domain/error';
import { isObject } from '../domain/json-value';
import { normalisePath, pathLimits, type PathFault } from '../domain/path';

/** The input of a tool, as a model sent it. */
export type Input = Readonly<Record<string, unknown>>;

/** An error whose words tell a model how to call the tool rightly. */
export const wrong = (what: string) => new AppError('tool-input-wrong', { parameters: { what } });

/** An object with none but these fields. Throws `tool-input-wrong`. */
export function fieldsOf(input: unknown, known: readonly string[], what = 'the input'): Input {
  if (!isObject(input)) throw wrong(`${what} must be an object`);
  const unknown = Object.keys(input).find(name => !known.includes(name));
  if (unknown !== undefined) throw wrong(`${what} has no field “${unknown}”; it has ${known.join(', ')}`);
  return { ...input };
}

/** A text. Throws `tool-input-wrong`. */
export function textField(input: Input, name: string): string {
  const value = input[name];
  if (typeof value !== 'string') throw wrong(`${name} must be a string`);
  return value;
}

/** A text that says something, or nothing. Throws `tool-input-wrong`. */
export function optionalText(input: Input, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  return textField(input, name).trim() || undefined;
}

/** A whole number from 1, or nothing. Throws `tool-input-wrong`. */
export function optionalCount(input: Input, name: string): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1)
    throw wrong(`${name} must be a whole number from 1`);
  return value;
}

/** What is wrong with a path, told to a model. */
const faults: Record<PathFault, string> = {
  'no-name': 'must name something, for example notes/plan.md',
  'unseen-characters': 'must not hold control characters',
  backslash: 'must use / between folders, not \\',
  'leads-out': 'must not hold “..”: it begins at the top of the workspace',
  'edge-of-name': 'must not hold names that begin with a space, or end with a space or a dot',
  'name-too-long': `must not hold names longer than ${pathLimits.name} bytes`,
  'path-too-long': `must not be longer than ${pathLimits.path} bytes`,
  taken: 'has another file in its way',
};

/** A path in its one form. Throws `tool-input-wrong`. */
export function pathField(input: Input, name = 'path'): string {
  const check = normalisePath(textField(input, name));
  if ('wrong' in check) throw wrong(`${name} ${faults[check.wrong]}`);
  return check.path;
}
