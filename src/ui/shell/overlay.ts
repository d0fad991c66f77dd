import { signal } from '@preact/signals';

/** What lies over every screen now. */
export const overlay = signal<'palette' | 'help' | 'saving' | undefined>(undefined);

/** Saves the workspace as a file, over whatever screen there is. */
export const saveFile = (): void => {
  overlay.value = 'saving';
};
