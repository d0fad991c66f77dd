import { signal } from '@preact/signals';

/** How many modal dialogs lie over the page: the uppermost shows the notices, since all below it is dimmed and inert. */
export const layers = signal(0);
