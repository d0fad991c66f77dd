import type { Verbs } from '../door';
import type { VerbHandlers } from '../serve-door';

type AnyHandler = (...args: never[]) => Promise<unknown>;

/** Verbs that no start needs: their code is fetched when the first of them is used. */
export function later<Name extends keyof Verbs>(
  names: readonly Name[],
  load: () => Promise<Pick<VerbHandlers, Name>>,
): Pick<VerbHandlers, Name> {
  const handlers = names.map(name => {
    const handler = async (...args: never[]) => ((await load())[name] as AnyHandler)(...args);
    return [name, handler] as const;
  });
  return Object.fromEntries(handlers) as Pick<VerbHandlers, Name>;
}
