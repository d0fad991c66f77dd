import { signal, type ReadonlySignal } from '@preact/signals';
import type { UnsentPlace } from '../storage/queries';
import { doors } from './doors';

export type { UnsentPlace } from '../storage/queries';

/** How often what is typed is kept at most: twice a second. */
const keepEveryMs = 500;

/** Those that keep what they hold when the page goes. */
const composers = new Set<() => void>();

/** Texts that are being written into the database, the last of each place. */
const onTheWay = new Map<UnsentPlace, { text: string; isLeftBehind: boolean }>();

/** The text of one composer, over reloads, crashes and tabs. */
export interface UnsentText {
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
    if (!typing && !onTheWay.has(place)) text.value = kept;
  });

  function keep(): void {
    waiting = undefined;
    if (isKept) return;
    isKept = true;
    waiting = setTimeout(keep, keepEveryMs);
    keepText(place, text.peek()).catch(() => undefined);
  }

  function keepNow(): void {
    clearTimeout(waiting);
    keep();
  }

  composers.add(keepNow);
  addEventListener('pagehide', leavePage);
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
      composers.delete(keepNow);
      stop();
      keepNow();
      clearTimeout(waiting);
    },
  };
}

/** Keeps a text for a place whose composer is not on screen. */
export const leaveUnsent = keepText;

async function keepText(place: UnsentPlace, text: string): Promise<void> {
  const { engine, page } = doors();
  const sent = { text, isLeftBehind: false };
  onTheWay.set(place, sent);
  const isLast = () => onTheWay.get(place) === sent;
  try {
    await engine.write('keepUnsent', place, text);
    if (isLast() && sent.isLeftBehind) page.leaveBehind(place, undefined);
  } finally {
    if (isLast()) onTheWay.delete(place);
  }
}

/** The page's worker may go with it, before what was typed last is written: the next page hands that over. */
function leavePage(): void {
  for (const keepNow of composers) keepNow();
  for (const [place, sent] of onTheWay) {
    sent.isLeftBehind = true;
    doors().page.leaveBehind(place, sent.text);
  }
}
