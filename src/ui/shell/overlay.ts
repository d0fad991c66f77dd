import { signal } from '@preact/signals';

/** What lies over every screen now. */
export const overlay = signal<'palette' | 'help' | undefined>(undefined);
