import { hostNamed, hostOf, mailAddress, pathSegments } from './destination';
import type { Condition } from './grant';
import { fieldsOf, isObject, sameJson } from './json-value';
import { pathKey } from './path';
import { fieldOf, itemsOf, stepsOf, valuesAt } from './pointer';

/**
 * Whether a canonical input is what the conditions describe. Every condition has to hold for something, and for every
 * item of an array; every value of the input has to be named by one. What is unclear does not fit.
 */
export function matches(when: readonly Condition[], input: unknown): boolean {
  return when.every(condition => holds(condition, input)) && isNamed(input, '', when);
}

/**
 * Whether a prohibition with these conditions is about an input: each of them is met by some value, or may be. What the
 * input holds besides makes no difference, or one more field would get around it.
 */
export function touches(when: readonly Condition[], input: unknown): boolean {
  return when.every(condition => {
    const steps = stepsOf(condition.path);
    if (!steps) return true;
    return valuesAt(input, steps).some(value => value !== undefined && judge(condition, value) !== 'no');
  });
}

function holds(condition: Condition, input: unknown): boolean {
  const steps = stepsOf(condition.path);
  if (!steps) return false;
  return valuesAt(input, steps).every(value => value !== undefined && judge(condition, value) === 'yes');
}

/** Whether conditions name everything in a value. One that compares names all of it; the rest name single values. */
function isNamed(value: unknown, path: string, when: readonly Condition[]): boolean {
  const own = when.filter(condition => condition.path === path);
  if (own.some(({ is }) => is === 'equals' || is === 'oneOf')) return true;
  if (Array.isArray(value) && value.length > 0) return value.every(item => isNamed(item, itemsOf(path), when));
  if (isObject(value)) {
    const fields = fieldsOf(value);
    // A call without any input names nothing; an empty object inside another one is a value.
    if (fields.length === 0) return path === '';
    return fields.every(([name, field]) => {
      const inner = fieldOf(path, name);
      return inner !== undefined && isNamed(field, inner, when);
    });
  }
  return own.length > 0;
}

type Judgement = 'yes' | 'no' | 'unclear';

const yesOrNo = (fits: boolean): Judgement => (fits ? 'yes' : 'no');

/** Whether one value is what a condition says; `unclear` where it cannot be read as the kind of thing that is compared. */
function judge(condition: Condition, value: unknown): Judgement {
  switch (condition.is) {
    case 'equals':
      return yesOrNo(sameJson(value, condition.value));
    case 'oneOf':
      return yesOrNo(condition.value.some(one => sameJson(value, one)));
    case 'under':
      return lies(value, condition.value);
    case 'host':
      return compare(read(value, hostOf), hostNamed(condition.value));
    case 'recipient':
      return compare(read(value, mailAddress), mailAddress(condition.value));
    case 'atMost':
      // A negative amount is not a small one: it goes the other way.
      return typeof value === 'number' && value >= 0 ? yesOrNo(value <= condition.value) : 'unclear';
    case 'anything':
      return isObject(value) || Array.isArray(value) ? 'unclear' : 'yes';
  }
}

const read = (value: unknown, as: (text: string) => string | undefined) =>
  typeof value === 'string' ? as(value) : undefined;

function compare(value: string | undefined, wanted: string | undefined): Judgement {
  return value === undefined || wanted === undefined ? 'unclear' : yesOrNo(value === wanted);
}

/** Whether a path lies in a folder, at any depth; unclear where only the case of letters speaks against it. */
function lies(value: unknown, folder: string): Judgement {
  const segments = typeof value === 'string' ? pathSegments(value) : undefined;
  const outer = pathSegments(folder.replace(/\/$/, ''));
  if (!segments || !outer) return 'unclear';
  if (segments.length <= outer.length) return 'no';
  if (outer.every((segment, index) => segment === segments[index])) return 'yes';
  return pathKey(segments.slice(0, outer.length).join('/')) === pathKey(outer.join('/')) ? 'unclear' : 'no';
}
