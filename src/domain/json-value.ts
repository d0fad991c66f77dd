/** Whether a JSON value is an object, not an array and not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of an object that JSON would write: one that is `undefined` is not there. */
export function fieldsOf(value: Record<string, unknown>): [name: string, value: unknown][] {
  return Object.entries(value).filter(([, field]) => field !== undefined);
}

/** Whether two JSON values are the same one: the order of fields makes no difference, that of items does. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (Array.isArray(one)) {
    const { length } = one;
    return Array.isArray(other) && other.length === length && one.every((item, index) => sameJson(item, other[index]));
  }
  if (!isObject(one)) return one === other;
  if (!isObject(other)) return false;
  const fields = fieldsOf(one);
  const isSame = ([name, field]: [string, unknown]) => Object.hasOwn(other, name) && sameJson(field, other[name]);
  return fields.length === fieldsOf(other).length && fields.every(isSame);
}
