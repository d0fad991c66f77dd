/** A tab may reload: only when none has come back for so long have all gone. */
const goneAfter = 5_000;

/** Knows which pages live, by the Web Lock each of them holds. */
export class Tabs {
  readonly #locks: Pick<LockManager, 'request'>;
  readonly #allGone: () => void;
  #open = 0;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  /** `allGone` is called when no page is left. */
  constructor(locks: Pick<LockManager, 'request'>, allGone: () => void) {
    this.#locks = locks;
    this.#allGone = allGone;
  }

  /** A page has come, holding `lock`; `gone` is called when it is no more. */
  async join(lock: string, gone: () => void): Promise<void> {
    this.#open++;
    clearTimeout(this.#leaving);
    await this.#locks.request(lock, () => {});
    this.#open--;
    gone();
    if (this.#open === 0) this.#leaving = setTimeout(this.#allGone, goneAfter);
  }
}
