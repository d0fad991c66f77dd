import { signal, type ReadonlySignal } from '@preact/signals';

/** How near the end still counts as reading along. */
const nearPixels = 80;

const atEnd = signal(true);

/** Whether the newest line is in view: then the page follows what is written. */
export const isAtEnd: ReadonlySignal<boolean> = atEnd;

export function scrollToEnd(): void {
  atEnd.value = true;
  const page = document.documentElement;
  scrollTo({ top: page.scrollHeight, behavior: 'instant' });
}

/** Follows the end no longer: another place is shown. */
export function leaveEnd(): void {
  atEnd.value = false;
}

/** Pixels at the top of the window that the bar covers, and a little air. */
const covered = 60;

/**
 * Keeps the end in view while `content` grows, unless the user has scrolled away. A request is brought into view once, by
 * its head where it does not fit; then the page is the reader's until it is decided. Returns what stops it.
 *
 * Only a way upwards leaves the end: a scroll event may be told after more has come, and then the end is far although
 * nobody has moved. Nothing moves under a finger or a pressed button: a click that loses its target is no click.
 */
export function followEnd(content: Element): () => void {
  const page = document.documentElement;
  const stopping = new AbortController();
  let top = 0;
  let isPressed = false;
  let shown: Element | undefined;
  const follow = () => {
    if (isPressed || !atEnd.peek()) return;
    const request = content.querySelector('[data-request]') ?? undefined;
    if (!request || request !== shown) scrollToEnd();
    if (request && request !== shown) {
      const hidden = request.getBoundingClientRect().top - covered;
      if (hidden < 0) scrollBy({ top: hidden, behavior: 'instant' });
    }
    shown = request;
    top = page.scrollTop;
  };
  const isNear = () => page.scrollHeight - page.scrollTop - page.clientHeight < nearPixels;
  const onScroll = () => {
    if (isNear()) atEnd.value = true;
    else if (page.scrollTop < top) atEnd.value = false;
    top = page.scrollTop;
  };
  const press = (event: Event) => {
    isPressed = event.type === 'pointerdown';
    if (!isPressed) requestAnimationFrame(follow);
  };
  // A keyboard that opens, or a phone that is turned, moves the end, too; what fits now is at its end. Where the browser
  // has put the page meanwhile is nobody's way upwards.
  const onResize = () => {
    if (isNear()) atEnd.value = true;
    top = page.scrollTop;
    // Whoever writes in the transcript stays where they write.
    const field = document.activeElement;
    if (field instanceof HTMLTextAreaElement && content.contains(field) && !field.closest('[data-say]')) return;
    shown = undefined;
    follow();
  };
  const observer = new ResizeObserver(follow);
  for (const type of ['pointerdown', 'pointerup', 'pointercancel'])
    addEventListener(type, press, { capture: true, passive: true, signal: stopping.signal });
  addEventListener('scroll', onScroll, { passive: true, signal: stopping.signal });
  addEventListener('resize', onResize, { signal: stopping.signal });
  observer.observe(content);
  scrollToEnd();
  top = page.scrollTop;
  return () => {
    stopping.abort();
    observer.disconnect();
  };
}

/** A turn and where it stands in the window, to find it there again after rows were added or dropped above it. */
interface Anchor {
  key: string;
  top: number;
}

/** The first turn that reaches below the top bar. */
export function anchorIn(list: Element): Anchor | undefined {
  for (const element of list.querySelectorAll<HTMLElement>(':scope > [data-turn]')) {
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom > 60) return { key: element.dataset['turn'] ?? '', top };
  }
  return undefined;
}

/** Scrolls so that the anchor's turn stands where it stood. */
export function holdAnchor(list: Element, anchor: Anchor): void {
  const element = list.querySelector(`:scope > [data-turn="${anchor.key}"]`);
  const moved = element ? element.getBoundingClientRect().top - anchor.top : 0;
  if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: 'instant' });
}
