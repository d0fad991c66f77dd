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

/** Keeps the end in view while `content` grows, unless the user has scrolled away. Returns what stops it. */
export function followEnd(content: Element): () => void {
  const page = document.documentElement;
  const onScroll = () => {
    atEnd.value = page.scrollHeight - page.scrollTop - page.clientHeight < nearPixels;
  };
  const observer = new ResizeObserver(() => {
    if (atEnd.peek()) scrollToEnd();
  });
  addEventListener('scroll', onScroll, { passive: true });
  observer.observe(content);
  scrollToEnd();
  return () => {
    removeEventListener('scroll', onScroll);
    observer.disconnect();
  };
}

/** A turn and where it stands in the window, to find it there again after rows were added or dropped above it. */
export interface Anchor {
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
