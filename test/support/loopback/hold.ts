import type { Answer } from './scenarios';
import { pause } from './stream';

/** Waits after so many tokens were made, `tokens` of them just now. */
export type Wait = (made: number, tokens: number) => Promise<void>;

/** Answers that stop in their middle until the test lets them go on; each text once, a second attempt at it goes through. */
export class Holds {
  readonly #held = new Set<() => void>();
  readonly #texts = new Set<string>();

  /** How a scene waits between its tokens: for its pace, and where it is held. */
  of({ text, pace, held = Infinity }: Answer): Wait {
    return async (made, tokens) => {
      if (pace !== undefined && tokens > 0) await pause((1000 * tokens) / pace);
      if (made < held || this.#texts.has(text)) return;
      this.#texts.add(text);
      await new Promise<void>(resolve => this.#held.add(resolve));
    };
  }

  goOn(): void {
    for (const resolve of this.#held) resolve();
    this.#held.clear();
  }

  reset(): void {
    this.goOn();
    this.#texts.clear();
  }
}
