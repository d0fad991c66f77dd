import type { Answer } from './scenarios';
import { pause } from './stream';

/** Waits after so many tokens were made, `tokens` of them just now. */
export type Wait = (made: number, tokens: number) => Promise<void>;

/** Answers that stop in their middle until the test lets them go on. */
export class Holds {
  readonly #held = new Set<() => void>();

  /** How a scene waits between its tokens: for its pace, and once where it is held. */
  of({ pace, held = Infinity }: Answer): Wait {
    let isFree = false;
    return async (made, tokens) => {
      if (pace !== undefined && tokens > 0) await pause((1000 * tokens) / pace);
      if (isFree || made < held) return;
      isFree = true;
      await new Promise<void>(resolve => this.#held.add(resolve));
    };
  }

  goOn(): void {
    for (const resolve of this.#held) resolve();
    this.#held.clear();
  }
}
