import { signal, type ReadonlySignal } from '@preact/signals';
import type { UnsentPlace } from '../storage/queries';
import { doors } from './doors';

export type { UnsentPlace } from '../storage/queries';

/** How often what is typed is kept at most: twice a second. */
const keepEveryMs = 500;

/** The text of one composer, over reloads, crashes and tabs. */
interface UnsentText {
  readonly text: ReadonlySignal<string>;
  write: (text: string) => void;
  /** Nothing is being typed now: what is not kept yet is kept, what another tab writes is shown again. */
  pause: () => void;
  /** It was sent, and forgotten in the same transaction; what was typed since stays. */
  sent: (text: string) => void;
  /** Keeps what is not kept yet and follows no longer. */
  close: () => void;
}

/**
 * Follows the kept text of a composer and keeps what is typed. The last writer wins; what comes from another tab is
 * shown only where nothing is being typed. A text that cannot be kept stays on the screen: that it could not be kept is
 * told when it is sent.
 */
export function openUnsent(place: UnsentPlace): UnsentText {
  const text = signal('');
  let typing = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let isKept = true;

  const stop = doors().engine.watch('unsent', [place], kept => {
    if (!typing) text.value = kept;
  });

  function keep(): void {
    waiting = undefined;
    if (isKept) return;
    isKept = true;
    waiting = setTimeout(keep, keepEveryMs);
    doors()
      .engine.write('keepUnsent', place, text.peek())
      .catch(() => undefined);
  }

  function keepNow(): void {
    clearTimeout(waiting);
    keep();
  }

  addEventListener('pagehide', keepNow);
  return {
    text,
    write(next) {
      text.value = next;
      typing = true;
      isKept = false;
      if (waiting === undefined) keep();
    },
    pause() {
      keepNow();
      typing = false;
    },
    sent(gone) {
      if (text.peek().trim() !== gone) {
        // What was typed since may have been kept before it was forgotten with what was sent.
        isKept = false;
        if (waiting === undefined) keep();
        return;
      }
      clearTimeout(waiting);
      waiting = undefined;
      isKept = true;
      typing = false;
      text.value = '';
    },
    close() {
      removeEventListener('pagehide', keepNow);
      stop();
      keepNow();
      clearTimeout(waiting);
    },
  };
}

/** Keeps a text for a place whose composer is not on screen. */
export const leaveUnsent = (place: UnsentPlace, text: string): Promise<void> =>
  doors().engine.write('keepUnsent', place, text);
