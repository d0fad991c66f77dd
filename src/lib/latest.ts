/**
 * The values a subscription hands out, newest only: what came while the reader was busy is skipped over. `subscribe`
 * returns what ends it; `fail` ends the sequence with an error. Ends quietly when aborted.
 */
export async function* latest<Value>(
  subscribe: (next: (value: Value) => void, fail: (error: unknown) => void) => () => void,
  abort: AbortSignal,
): AsyncGenerator<Value, void, undefined> {
  let arrived: { value: Value } | undefined;
  let failure: { error: unknown } | undefined;
  let wake = () => {};
  const end = subscribe(
    value => {
      arrived = { value };
      wake();
    },
    error => {
      failure = { error };
      wake();
    },
  );
  const onAbort = () => wake();
  abort.addEventListener('abort', onAbort);
  try {
    while (!abort.aborted) {
      if (failure) throw failure.error;
      if (arrived) {
        const { value } = arrived;
        arrived = undefined;
        yield value;
      } else {
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      }
    }
  } finally {
    abort.removeEventListener('abort', onAbort);
    end();
  }
}
