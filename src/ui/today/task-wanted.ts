import { signal } from '@preact/signals';

/** Someone asked for a new task from elsewhere: the composer takes the focus as soon as it stands. */
export const taskWanted = signal(false);
