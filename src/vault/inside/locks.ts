import type { Instant } from '../../domain/id';
import type { LockLimits, Now } from '../../domain/ports';

/** How often the locks look at the clock. */
export const tickEvery = 5_000;
/** A tick later than this means that the machine slept, or that somebody moved its clock. */
const sleptAfter = 60_000;

/** What the locks are given. `steady` is a clock that nobody can set, in ms. */
interface LockPorts {
  now: Now;
  steady(): number;
  /** Whether a call is in flight. */
  working(): boolean;
  screen(): void;
  keys(): void;
}

/**
 * Decides when to lock, from time that passed by either clock: one does not count while the machine sleeps, the other
 * can be set back. Ages are kept as sums, so neither can undo what has passed.
 */
export class Locks {
  limits: LockLimits;
  readonly #ports: LockPorts;
  #seen: { now: Instant; steady: number };
  #idle = 0;
  #workIdle = 0;
  #age = 0;

  constructor(ports: LockPorts, limits: LockLimits) {
    this.#ports = ports;
    this.limits = limits;
    this.#seen = { now: ports.now(), steady: ports.steady() };
  }

  /** Keys were opened: their greatest age counts from here. */
  opened(): void {
    this.#age = 0;
    this.touch();
  }

  /** The user did something. */
  touch(): void {
    this.#idle = 0;
  }

  /** When the screen locks if nothing happens. */
  get locksAt(): Instant {
    return Math.round(this.#ports.now() + Math.max(0, this.limits.screenIdleMs - this.#idle));
  }

  tick(): void {
    const passed = this.#passed();
    this.#idle += passed;
    this.#age += passed;
    this.#workIdle = this.#ports.working() ? 0 : this.#workIdle + passed;
    const { screenIdleMs, keyMaxMs, stopWhenIdle } = this.limits;
    const nothingRuns = stopWhenIdle && Math.min(this.#idle, this.#workIdle) >= screenIdleMs;
    if (this.#age >= keyMaxMs || nothingRuns) this.#ports.keys();
    if (passed >= sleptAfter || this.#idle >= screenIdleMs) this.#ports.screen();
  }

  #passed(): number {
    const last = this.#seen;
    this.#seen = { now: this.#ports.now(), steady: this.#ports.steady() };
    return Math.max(0, this.#seen.now - last.now, this.#seen.steady - last.steady);
  }
}
