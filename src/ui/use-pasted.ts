import { useSignal, useSignalEffect, type ReadonlySignal } from '@preact/signals';
import { useRef } from 'preact/hooks';

/** Pasted text from this many characters on counts as foreign (RUNTIME: Labels). */
const foreignFrom = 2_000;

/** Whether what is written holds text from elsewhere, long enough to count as foreign. */
export interface Pasted {
  holds: ReadonlySignal<boolean>;
  onPaste: (event: ClipboardEvent) => void;
}

/**
 * Follows a composer's text. What is pasted, dropped or brought back from an earlier load in one piece was not typed here;
 * once the text is shorter than such a piece it can no longer hold one.
 */
export function usePasted(text: ReadonlySignal<string>): Pasted {
  const holds = useSignal(false);
  const before = useRef(0);
  useSignalEffect(() => {
    const { length } = text.value;
    if (length <= foreignFrom) holds.value = false;
    else if (length - before.current > foreignFrom) holds.value = true;
    before.current = length;
  });
  return {
    holds,
    onPaste(event) {
      const piece = event.clipboardData?.getData('text/plain') ?? '';
      if (piece.length > foreignFrom) holds.value = true;
    },
  };
}
