import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { dismiss, hold, release, toasts, type Toast } from '../../state/toasts';
import { partsWords } from '../words/parts';
import { Button, IconButton } from './button';
import { layers } from './layers';
import style from './toasts.module.css';

/**
 * Notices that come and go. One polite region that is always there, so that a screen reader hears each; a modal dialog
 * has its own, at its `layer`, counted from the page at 0.
 */
export function Toasts({ layer = 0 }: { layer?: number }) {
  return (
    <div class={style.toasts} aria-live="polite">
      {layer === layers.value && toasts.value.map(toast => <Notice key={toast.id} toast={toast} />)}
    </div>
  );
}

function Notice({ toast }: { toast: Toast }) {
  const held = useSignal(false);
  const words = partsWords();
  useEffect(() => {
    if (!held.value) return undefined;
    hold(toast.id);
    return () => release(toast.id);
  }, [held.value, toast.id]);
  useEffect(() => {
    if (!toast.undo) return undefined;
    const timer = setTimeout(focusHeading, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [toast.undo]);
  const at = (value: boolean) => () => {
    held.value = value;
  };
  return (
    <div
      class={style.toast}
      onMouseEnter={at(true)}
      onMouseLeave={at(false)}
      onFocusIn={at(true)}
      onFocusOut={at(false)}
    >
      <span>{toast.text}</span>
      {toast.undo && (
        <Button
          look="bare"
          onClick={() => {
            dismiss(toast.id);
            toast.undo?.();
          }}
        >
          {words.undo}
        </Button>
      )}
      {toast.way && (
        <Button
          onClick={() => {
            if (!toast.stays) dismiss(toast.id);
            toast.way?.do();
          }}
        >
          {toast.way.label}
        </Button>
      )}
      <IconButton look="bare" icon="close" label={words.dismiss} onClick={() => dismiss(toast.id)} />
    </div>
  );
}

/** Milliseconds after which what was taken away is off the screen, too. */
const SETTLED_MS = 200;

/** The focus may have been on what was taken away: then the heading has it, not nothing. */
function focusHeading(): void {
  if (document.activeElement === document.body) document.querySelector<HTMLElement>('main h1')?.focus();
}
