import { signal } from '@preact/signals';
import type { Id } from '../../domain/id';
import { filesHere } from '../../state/files';

/** The file that is open beside the conversation on screen. */
export const fileBeside = signal<Id<'artifact'> | undefined>(undefined);

let opener: HTMLElement | undefined;

/**
 * Makes a link to a file open it beside the conversation; with Ctrl or another key held it stays a link. The text gets
 * narrower by it: the link stays where it was clicked.
 */
export const openBeside = (id: Id<'artifact'>) => (event: MouseEvent) => {
  const link = event.currentTarget;
  if (!(link instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const { top } = link.getBoundingClientRect();
  opener = link;
  fileBeside.value = id;
  requestAnimationFrame(() => scrollBy({ top: link.getBoundingClientRect().top - top, behavior: 'instant' }));
};

/** Opens the file that was written last, or puts away the one that is open. */
export function toggleFile(): void {
  const latest = filesHere.peek().toSorted((one, other) => other.current.at - one.current.at)[0];
  if (fileBeside.peek() === undefined) fileBeside.value = latest?.row.id;
  else putFileAway();
}

/** The focus goes back to the link that opened it. */
export function putFileAway(): void {
  fileBeside.value = undefined;
  opener?.focus({ preventScroll: true });
  opener = undefined;
}
