import type { ComponentChildren } from 'preact';
import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { partsWords } from '../words/parts';
import { Button, IconButton } from './button';
import { layers } from './layers';
import { Toasts } from './toasts';
import style from './dialog.module.css';

/** What a dialog is for. */
interface DialogDeed {
  label: string;
  onDo: () => void;
  /** `no`: it takes something away. */
  look?: 'no';
  /** It is under way. */
  busy?: boolean;
  /** What the way out is called where “Cancel” does not say it. */
  leave?: string;
}

interface DialogProps {
  title: string;
  /**
   * `sheet`: from the side, the whole width on a small screen. `plain`: no header of its own, as the palette. `wide`: as
   * much room as there is, for a picture.
   */
  kind?: 'dialog' | 'sheet' | 'plain' | 'wide';
  onClose: () => void;
  /** What is in it would be lost: only the way out that is in it closes it, no Escape, click beside it or button above. */
  isHeld?: boolean;
  /** Nothing but text: the content can be focused, so that the keyboard scrolls it. */
  isText?: boolean;
  /** What it is for, at its lower edge beside the way out; `false`: not yet, there is only the way out. */
  does?: DialogDeed | false | undefined;
  /** What stands at the lower edge of one that does something else. */
  foot?: ComponentChildren;
  children: ComponentChildren;
}

/**
 * A modal `<dialog>` that is open while it is rendered: the page behind is inert, Escape and a click beside it close, the
 * focus goes back to where it was, or to the heading where that is gone. Enter in a field of one line does what the dialog
 * is for.
 */
export function Dialog({ title, kind = 'dialog', onClose, isHeld, isText, does, foot, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const layer = useSignal(0);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    layer.value = layers.value += 1;
    // Not the button that closes: the heading says where one is, unless a field asked for the focus.
    if (document.activeElement === element?.querySelector('header button')) element?.querySelector('h2')?.focus();
    return () => {
      layers.value -= 1;
      element?.close();
      const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected;
      (isThere ? before : document.querySelector<HTMLElement>('main h1'))?.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`${style.dialog} ${style[kind]}`}
      aria-labelledby={kind === 'plain' ? undefined : id}
      aria-label={kind === 'plain' ? title : undefined}
      onCancel={event => {
        event.preventDefault();
        if (!isHeld) onClose();
      }}
      closedby={isHeld ? 'none' : 'any'}
      onKeyDown={event => {
        if (!isLine(event)) return;
        event.preventDefault();
        dialog.current?.querySelector<HTMLElement>('footer [data-does]')?.click();
      }}
    >
      {kind !== 'plain' && (
        <header>
          <h2 id={id} tabIndex={-1}>
            {title}
          </h2>
          {!isHeld && <IconButton look="bare" icon="close" label={partsWords().close} onClick={onClose} />}
        </header>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <div class={style.content} tabIndex={isText ? 0 : undefined}>
        {children}
      </div>
      {does !== undefined && (
        <footer>
          <Ways does={does} onClose={onClose} />
        </footer>
      )}
      {foot && <footer>{foot}</footer>}
      {layer.value > 0 && <Toasts layer={layer.value} />}
    </dialog>
  );
}

const oneLine = new Set(['text', 'password', 'search', 'number', 'url', 'email']);

/** Enter in a field of one line that belongs to no form of its own. */
function isLine({ key, target, defaultPrevented, isComposing }: KeyboardEvent): boolean {
  if (key !== 'Enter' || defaultPrevented || isComposing) return false;
  return target instanceof HTMLInputElement && !target.form && oneLine.has(target.type);
}

/** The two ways out of a dialog: leaving it, and doing what it is for. */
function Ways({ does, onClose }: { does: DialogDeed | false; onClose: () => void }) {
  return (
    <>
      <Button look="bare" onClick={onClose}>
        {(does ? does.leave : undefined) ?? partsWords().cancel}
      </Button>
      {does && (
        <Button look={does.look ?? 'go'} busy={does.busy} data-does onClick={does.onDo}>
          {does.label}
        </Button>
      )}
    </>
  );
}
