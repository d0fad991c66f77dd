import { appErrors, type ErrorValue } from '../domain/error';
import type { Id } from '../domain/id';
import { latest } from '../lib/latest';
import { serve } from '../lib/port-serve';
import { follow } from '../storage/follow';
import type { Queries } from '../storage/queries';
import type { Draft, EngineStatus, Verbs } from './door';
import type { Engine } from './engine';
import type { QueryFinder } from './find-queries';

/** The engine's side of the door, as verbs over a port. */
export interface EngineSurface {
  watch(name: keyof Queries, args: unknown[]): AsyncGenerator<unknown, void, undefined>;
  /** Yields progress (0 to 1), ends with the verb's result. */
  work(verb: keyof Verbs, args: unknown[]): AsyncGenerator<number, unknown, undefined>;
  draft(conversation: Id<'conversation'>): AsyncGenerator<Draft | undefined, void, undefined>;
  status(): AsyncGenerator<EngineStatus, void, undefined>;
}

/** How a long verb tells how far it is and learns that it should stop. */
export interface Work {
  abort: AbortSignal;
  progress(done: number): void;
}

/** What does the verbs: the same names as the door's, each with its work beside its arguments. */
export type VerbHandlers = {
  [Name in keyof Verbs]: (work: Work, ...args: Parameters<Verbs[Name]>) => ReturnType<Verbs[Name]>;
};

/** Answers one page. */
export function serveDoor(port: MessagePort, engine: Engine, queries: QueryFinder, verbs: VerbHandlers): void {
  serve<EngineSurface, ErrorValue>(
    port,
    {
      async *watch([name, args], abort) {
        const query: (...args: never[]) => Promise<unknown> = await queries(name);
        yield* latest<unknown>((next, fail) => follow(() => query(...(args as never[])), next, fail), abort);
      },
      work: ([verb, args], abort) => work(engine, verbs[verb] as AnyVerb, args, abort),
      draft: ([conversation], abort) => latest(next => engine.drafts.watch(conversation, next), abort),
      status: (_, abort) => latest(next => engine.status.watch(next), abort),
    },
    appErrors,
  );
}

type AnyVerb = (work: Work, ...args: unknown[]) => Promise<unknown>;

async function* work(engine: Engine, verb: AnyVerb, args: unknown[], abort: AbortSignal) {
  let tell: (done: number) => void = () => {};
  const finished = new AbortController();
  const result = verb({ abort, progress: done => tell(done) }, ...args).finally(() => finished.abort());
  // Awaited below; until then a failure must not count as unhandled.
  result.catch(() => {});
  for await (const done of latest<number>(next => {
    tell = next;
    return () => {};
  }, finished.signal)) {
    yield done;
  }
  const value = await result;
  engine.bell.ring();
  return value;
}
