import { useSignal, type ReadonlySignal } from '@preact/signals';

/** Pasted text from this many characters on counts as foreign (RUNTIME: Labels). */
export const foreignFrom = 2_000;

/** Whether a composer holds text that was pasted and counts as foreign; emptying it forgets that. */
export interface Pasted {
  holds: ReadonlySignal<boolean>;
  onPaste: (event: ClipboardEvent) => void;
  /** The text as it is now. */
  changed: (text: string) => void;
}

export function usePasted(): Pasted {
  const holds = useSignal(false);
  return {
    holds,
    onPaste(event) {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.length > foreignFrom) holds.value = true;
    },
    changed(text) {
      // What is left is shorter than what was pasted: it can no longer be that.
      if (text.length <= foreignFrom) holds.value = false;
    },
  };
}
