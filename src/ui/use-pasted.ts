import { useSignal, useSignalEffect, type ReadonlySignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { foreignFrom } from '../domain/label';

/** Whether what is written holds text from elsewhere, long enough to count as foreign. */
interface Pasted {
  holds: ReadonlySignal<boolean>;
  onPaste: (event: ClipboardEvent) => void;
}

/**
 * Follows a composer's text. What is pasted, dropped or brought back from an earlier load in one piece was not typed here;
 * once the text is shorter than such a piece it can no longer hold one. `known`: characters that are there already, of which
 * it is known where they are from.
 */
export function usePasted(text: ReadonlySignal<string>, known = 0): Pasted {
  const holds = useSignal(false);
  const before = useRef(known);
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
