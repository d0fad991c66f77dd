import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Day, Instant } from '../domain/id';
import { dayIn } from '../lib/day';
import { settings } from './settings';

const MINUTE_MS = 60_000;
let timer: ReturnType<typeof setInterval> | undefined;

const ticking = signal<Instant>(Date.now(), {
  watched() {
    ticking.value = Date.now();
    timer = setInterval(() => {
      ticking.value = Date.now();
    }, MINUTE_MS);
  },
  unwatched() {
    clearInterval(timer);
  },
});

/** The time of day for what a screen shows; moves once a minute. */
export const now: ReadonlySignal<Instant> = ticking;

/** Today in the workspace's zone. */
export const today: ReadonlySignal<Day> = computed(() => dayIn(settings.value.zone, now.value));
