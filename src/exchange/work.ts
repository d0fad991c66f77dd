/** How a long task is told to stop and tells how far it is (0 to 1). */
export interface Work {
  abort: AbortSignal;
  progress(done: number): void;
}

/** Lets the worker do something else before a long task goes on. Throws when it was told to stop. */
export async function pause({ abort }: Work): Promise<void> {
  await new Promise(done => setTimeout(done));
  abort.throwIfAborted();
}
