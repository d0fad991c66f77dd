import { useEffect } from 'preact/hooks';
import { actionFor } from '../../state/actions';
import { followKeys } from '../../state/keys';
import { settings } from '../../state/settings';
import { isDialogComing } from '../parts/lazy';
import { overlay } from './overlay';

const NOT_TYPED = new Set(['checkbox', 'radio', 'button', 'submit', 'range', 'file']);

const ABOVE = 'dialog[open], [popover=auto]:popover-open';

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !NOT_TYPED.has(target.type);
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea, select'));
}

/**
 * The keyboard's way to every action. What lies over the screen keeps all keys to itself: a modal dialog, also while it is
 * still being fetched, and a menu, whose Escape must not stop a run behind it.
 */
export function useKeys(): void {
  useEffect(followKeys, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (overlay.peek() !== undefined || isDialogComing() || document.querySelector(ABOVE)) return;
      const singles = settings.peek().singleKeys;
      const action = actionFor(event, { singles, typing: isTyping(event.target), now: event.timeStamp });
      if (!action) return;
      event.preventDefault();
      // A key that is held does once what it does: the next thing to approve must not go with it.
      if (!event.repeat || action.repeats) action.do();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
