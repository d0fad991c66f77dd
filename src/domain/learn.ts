import { hostOf, pathSegments } from './destination';
import type { Condition } from './grant';
import { fieldsOf, isObject, sameJson } from './json-value';
import { fieldOf, itemsOf } from './pointer';
import { leaves, type Tool } from './tool';

/** Values a condition lists at most. */
const mostListed = 5;

type Learnt = Pick<Tool, 'reach' | 'freeText'>;

/**
 * The least general pattern that covers the canonical inputs of one tool that were approved: a value that was always the
 * same, one of at most five, a file in the deepest common folder or a URL of the one host; nothing where none of these
 * fits. `anything` is said only of a text field that the tool itself calls free, of a tool that reaches no further than
 * the workspace, and beside a condition that says where the text goes (docs/decisions/0009).
 */
export function learn(approved: readonly unknown[], tool: Learnt): Condition[] | undefined {
  return describe(approved, tool, false);
}

/**
 * The next more general pattern, for the user to choose where `learn` says less than they mean: values that lie in one
 * folder or lead to one host are not listed. Nothing where it would say the same.
 */
export function learnWider(approved: readonly unknown[], tool: Learnt): Condition[] | undefined {
  const wider = describe(approved, tool, true);
  return sameJson(wider, learn(approved, tool)) ? undefined : wider;
}

function describe(approved: readonly unknown[], { reach, freeText }: Learnt, wide: boolean): Condition[] | undefined {
  if (approved.length === 0) return undefined;
  const when = generalise('', approved, { free: leaves({ reach }) ? [] : (freeText ?? []), wide });
  const isOpen = when?.some(({ is }) => is === 'anything') && when.every(({ is }) => is === 'anything');
  return isOpen ? undefined : when;
}

interface Lesson {
  /** Pointers of the fields in which any text is as good as another. */
  free: readonly string[];
  /** Folders and hosts come before lists. */
  wide: boolean;
}

/** What all values that were found at one place have in common. */
function generalise(path: string, values: readonly unknown[], lesson: Lesson): Condition[] | undefined {
  const texts = values.filter(value => typeof value === 'string');
  const areTexts = texts.length === values.length;
  if (areTexts && lesson.free.includes(path)) return [{ path, is: 'anything' }];
  const fields = sharedFields(path, values);
  if (fields) return joined(fields.map(([name, pointer]) => generalise(pointer, fieldValues(values, name), lesson)));
  const isPartlyFree = lesson.free.some(pointer => pointer.startsWith(`${path}/`));
  const list = isPartlyFree ? undefined : listed(path, values);
  const common = areTexts ? destination(path, texts) : itemwise(path, values, lesson);
  return lesson.wide ? (common ?? list) : (list ?? common);
}

/** The fields that all of the values have, with their pointers; nothing where they do not all have the same. */
function sharedFields(path: string, values: readonly unknown[]): [name: string, pointer: string][] | undefined {
  const [first] = values;
  if (!isObject(first)) return undefined;
  const names = fieldsOf(first).map(([name]) => name);
  const isAlike = (value: unknown) =>
    isObject(value) && fieldsOf(value).length === names.length && names.every(name => Object.hasOwn(value, name));
  const isNone = names.length === 0 && path !== '';
  if (isNone || !values.every(isAlike)) return undefined;
  const fields: [string, string][] = [];
  for (const name of names) {
    const pointer = fieldOf(path, name);
    if (pointer === undefined) return undefined;
    fields.push([name, pointer]);
  }
  return fields;
}

const fieldValues = (values: readonly unknown[], name: string): unknown[] =>
  values.map(value => (isObject(value) ? value[name] : undefined));

/** All of the conditions, or none where something has none. */
function joined(parts: readonly (Condition[] | undefined)[]): Condition[] | undefined {
  const all = parts.filter(part => part !== undefined);
  return all.length === parts.length ? all.flat() : undefined;
}

function listed(path: string, values: readonly unknown[]): Condition[] | undefined {
  const distinct: unknown[] = [];
  for (const value of values) {
    if (distinct.some(one => sameJson(one, value))) continue;
    if (distinct.length === mostListed) return undefined;
    distinct.push(value);
  }
  return [distinct.length === 1 ? { path, is: 'equals', value: distinct[0] } : { path, is: 'oneOf', value: distinct }];
}

/** What the items of all these lists have in common. */
function itemwise(path: string, values: readonly unknown[], lesson: Lesson): Condition[] | undefined {
  const items: unknown[] = [];
  for (const value of values) {
    if (!Array.isArray(value) || value.length === 0) return undefined;
    items.push(...value);
  }
  return generalise(itemsOf(path), items, lesson);
}

/** The folder in which all these paths lie, or the host to which all these URLs lead. */
function destination(path: string, texts: readonly string[]): Condition[] | undefined {
  const [first = ''] = texts;
  const host = hostOf(first);
  if (host !== undefined)
    return texts.every(text => hostOf(text) === host) ? [{ path, is: 'host', value: host }] : undefined;
  const folder = texts.map(folderOf).reduce(common);
  return folder.length > 0 ? [{ path, is: 'under', value: folder.join('/') }] : undefined;
}

const folderOf = (path: string): string[] => pathSegments(path)?.slice(0, -1) ?? [];

function common(one: string[], other: string[]): string[] {
  const end = one.findIndex((segment, index) => segment !== other[index]);
  return end < 0 ? one : one.slice(0, end);
}
