/** How a long task is told to stop and tells how far it is (0 to 1). */
export interface Work {
  abort: AbortSignal;
  progress(done: number): void;
}
