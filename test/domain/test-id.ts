import { derivedId, type Id } from '../../src/domain/id';

const ids = new Map<string, Id<string>>();

/** The same few ids come in each schedule: hashing them anew would take most of its time. */
export function testId<Kind extends string>(kind: Kind, key: string): Id<Kind> {
  const id = ids.get(kind + key) ?? derivedId<string>(kind, key);
  ids.set(kind + key, id);
  return id as Id<Kind>;
}
