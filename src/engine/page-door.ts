import { appErrors, type ErrorValue } from '../domain/error';
import { connect } from '../lib/port-call';
import type { EngineDoor, VerbArgs, VerbResult, Verbs } from './door';
import type { EngineSurface } from './serve-door';

/** The page's side of the door, over the port it shares with its data worker. */
export function openEngineDoor(port: MessagePort): EngineDoor {
  const far = connect<EngineSurface, ErrorValue>(port, appErrors);

  async function work<Name extends keyof Verbs>(
    verb: Name,
    args: VerbArgs<Name>,
    options: { abort?: AbortSignal; progress?: (done: number) => void },
  ): Promise<VerbResult<Name>> {
    const steps = far.follow('work', [verb, args], options.abort ? { abort: options.abort } : {});
    for (;;) {
      const step = await steps.next();
      if (step.done) return step.value as VerbResult<Name>;
      options.progress?.(step.value);
    }
  }

  return {
    watch: (name, args, next, fail) =>
      pump(abort => far.follow('watch', [name, args], { abort }), next as (rows: unknown) => void, fail),
    write: (verb, ...args) => work(verb, args, {}),
    work,
    watchDraft: (conversation, next) => pump(abort => far.follow('draft', [conversation], { abort }), next),
    watchEngine: next => pump(abort => far.follow('status', [], { abort }), next),
  };
}

/** Hands every value on until stopped. */
function pump<Value>(
  open: (abort: AbortSignal) => AsyncGenerator<Value, void, undefined>,
  next: (value: Value) => void,
  fail: (error: unknown) => void = () => {},
): () => void {
  const stopped = new AbortController();
  void (async () => {
    try {
      for await (const value of open(stopped.signal)) if (!stopped.signal.aborted) next(value);
    } catch (error) {
      if (!stopped.signal.aborted) fail(error);
    }
  })();
  return () => stopped.abort();
}
