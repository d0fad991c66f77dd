import { isObject } from './json-value';

/** The step of a pointer that stands for every item of an array. */
const everyItem = '*';

/**
 * The steps of a JSON Pointer (RFC 6901) in which arrays are stepped into by `*` alone and objects by a field's name alone;
 * so no pointer fits two shapes, and a field that is itself named `*` has none. Nothing for a text that is no pointer.
 */
export function stepsOf(pointer: string): string[] | undefined {
  if (pointer !== '' && !pointer.startsWith('/')) return undefined;
  const steps = pointer.split('/').slice(1);
  return steps.map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer of a field of what `pointer` names; nothing for the one name that has none. */
export function fieldOf(pointer: string, name: string): string | undefined {
  return name === everyItem ? undefined : `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The pointer of every item of the array that `pointer` names. */
export const itemsOf = (pointer: string): string => `${pointer}/${everyItem}`;

/** Every value that the steps lead to; `undefined` for each place where they lead nowhere, an empty array among them. */
export function valuesAt(value: unknown, steps: readonly string[]): unknown[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [value];
  if (Array.isArray(value)) {
    return step === everyItem && value.length > 0 ? value.flatMap(item => valuesAt(item, rest)) : [undefined];
  }
  const isThere = isObject(value) && step !== everyItem && Object.hasOwn(value, step);
  return isThere ? valuesAt(value[step], rest) : [undefined];
}
