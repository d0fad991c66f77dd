import { hrefOf, place, type Place } from '../../state/place';
import { headingNow, standing } from './arrival';

/** Milliseconds the old screen is held for the new one; what takes longer comes without motion. */
const HOLD_MS = 150;

/**
 * Goes from one place to another. Between a list and one thing of it, the thing's mark and title move to where they
 * stand next; everywhere else, under reduced motion, and in browsers without view transitions the screen just changes.
 */
export function travel(to: Place, change: () => void): void {
  const from = place.peek();
  const isDetail = 'id' in to;
  if (isDetail === 'id' in from || !moves()) return change();
  const thing = hrefOf(isDetail ? to : from);
  const before = headingNow();
  let shared = isDetail ? inLine(thing) : inHeading();
  name(shared);
  const { finished } = document.startViewTransition(async () => {
    unname(shared);
    change();
    await standing(AbortSignal.timeout(HOLD_MS), before);
    shared = isDetail ? inHeading() : inLine(thing);
    name(shared);
  });
  finished.finally(() => unname(shared)).catch(() => undefined);
}

const moves = () => 'startViewTransition' in document && !matchMedia('(prefers-reduced-motion: reduce)').matches;

/** What a list and the thing itself both show of it. */
interface Shared {
  title?: HTMLElement | null | undefined;
  mark?: SVGElement | null | undefined;
}

/** In the first line of a list that leads to the thing. */
function inLine(thing: string): Shared {
  const link = document.querySelector<HTMLElement>(`main a[href="${thing}"]`);
  return { title: titleIn(link), mark: markIn(link?.closest('li, tr')) };
}

function inHeading(): Shared {
  const heading = headingNow();
  return { title: titleIn(heading), mark: markIn(heading) };
}

const titleIn = (element: HTMLElement | null | undefined) =>
  element?.querySelector<HTMLElement>('[data-title]') ?? element;
const markIn = (element: Element | null | undefined) => element?.querySelector<SVGElement>('[data-mark]');

function name({ title, mark }: Shared): void {
  if (title) title.style.viewTransitionName = 'shared-title';
  if (mark) mark.style.viewTransitionName = 'shared-mark';
}

function unname({ title, mark }: Shared): void {
  for (const element of [title, mark]) element?.style.removeProperty('view-transition-name');
}
