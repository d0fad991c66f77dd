import type { ComponentChildren, Ref } from 'preact';
import style from './writing.module.css';

export interface WritingProps {
  id?: string;
  field: Ref<HTMLTextAreaElement>;
  label: string;
  placeholder?: string;
  value: string;
  /** One line high until more is written. */
  low?: boolean;
  /** Whether a key sends the text. */
  sends: (event: KeyboardEvent) => boolean;
  onValue: (value: string) => void;
  /** Nothing is being written any more. */
  onPause?: () => void;
  onPaste?: (event: ClipboardEvent) => void;
  /** Files were pasted. */
  onFiles?: (files: readonly File[]) => void;
  /** Gives up what is being written; without it Escape is everyone's. */
  onEscape?: () => void;
  onSend: () => void;
  /** What comes along with the text. */
  above?: ComponentChildren;
  /** Something that is dragged can be let go. */
  isTarget?: boolean;
  /** A line worth knowing about what is written. */
  note?: ComponentChildren;
  children: ComponentChildren;
}

/** A box to write in: the text, and under it what belongs to sending it. */
export function Writing({
  id,
  field,
  label,
  placeholder,
  value,
  low = false,
  sends,
  onValue,
  onPause,
  onPaste,
  onFiles,
  onEscape,
  onSend,
  above,
  isTarget = false,
  note,
  children,
}: WritingProps) {
  return (
    <form
      class={low ? `${style.box} ${style.low}` : style.box}
      data-target={isTarget || undefined}
      onSubmit={event => {
        event.preventDefault();
        onSend();
      }}
    >
      {above}
      <textarea
        ref={field}
        id={id}
        rows={1}
        dir="auto"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onInput={event => onValue(event.currentTarget.value)}
        onBlur={onPause}
        onPaste={event => {
          const files = pastedFiles(event.clipboardData);
          if (!onFiles || files.length === 0) return onPaste?.(event);
          event.preventDefault();
          onFiles(files);
        }}
        onKeyDown={event => {
          if (event.isComposing) return;
          if (event.key === 'Escape' && onEscape) {
            event.stopPropagation();
            return onEscape();
          }
          if (!sends(event)) return;
          event.preventDefault();
          onSend();
        }}
      />
      {note && <p class={style.note}>{note}</p>}
      <div class={style.bar}>{children}</div>
    </form>
  );
}

/** Files on the clipboard. Programs that copy formatted text put a picture of it beside it: then the text is meant. */
function pastedFiles(data: DataTransfer | null): File[] {
  if (!data) return [];
  const isText = data.types.includes('text/html') && data.getData('text/plain') !== '';
  return isText ? [] : [...data.files];
}
