import { useSignal, type Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { bound } from '../parts/bound';
import { AreaField, TextField } from '../parts/field';
import { FormWays } from '../parts/form-ways';
import { approvalWords } from '../words/approval';
import style from './approval.module.css';
import { editable, withEdit } from './edited-input';

/** The input in an editor; what is sent is what will be done. */
export function EditForm({
  input,
  text,
  busy,
  onSend,
  onClose,
}: {
  input: unknown;
  /** What is typed; at first what there is to edit. */
  text: Signal<string>;
  /** What was sent is on its way. */
  busy: boolean;
  onSend: (input: unknown) => Promise<void>;
  onClose: () => void;
}) {
  const words = approvalWords();
  const given = editable(input);
  const isWrong = useSignal(false);
  const submit = () => {
    const edited = withEdit(input, given, text.peek());
    isWrong.value = edited === undefined;
    if (edited) void onSend(edited.input);
  };
  return (
    <Inline onSubmit={submit} onClose={onClose} sendLabel={words.approveEdited} look="go" busy={busy}>
      <AreaField
        label={given.kind === 'text' ? words.editText : words.editInput}
        hint={words.editHelp}
        error={isWrong.value ? words.notJson : undefined}
        spellcheck={given.kind === 'text'}
        onKeyDown={keysOf(submit, onClose)}
        {...bound(text)}
      />
    </Inline>
  );
}

/** A rejection, with a reason the agent is told; it may stay empty. */
export function ReasonForm({
  reason,
  busy,
  onSend,
  onClose,
}: {
  reason: Signal<string>;
  busy: boolean;
  onSend: (said: string) => Promise<void>;
  onClose: () => void;
}) {
  const words = approvalWords();
  const submit = () => void onSend(reason.peek().trim());
  return (
    <Inline onSubmit={submit} onClose={onClose} sendLabel={words.rejectNow} look="no" busy={busy}>
      <TextField label={words.reason} onKeyDown={keysOf(submit, onClose)} {...bound(reason)} />
    </Inline>
  );
}

/** Escape closes, Ctrl or Cmd+Enter sends. */
const keysOf = (onSubmit: () => void, onClose: () => void) => (event: KeyboardEvent) => {
  if (event.key === 'Escape') {
    event.stopPropagation();
    onClose();
  } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    onSubmit();
  }
};

/** A small form in place of the buttons; its field takes the focus. */
function Inline({
  onSubmit,
  onClose,
  sendLabel,
  look,
  busy,
  children,
}: {
  onSubmit: () => void;
  onClose: () => void;
  sendLabel: string;
  look: 'go' | 'no';
  busy: boolean;
  children: ComponentChildren;
}) {
  const form = useRef<HTMLFormElement>(null);
  // At once: a focus that comes late may move the page under a click. All of it comes into view, with what sends it.
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>('input, textarea')?.focus({ preventScroll: true });
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <form
      ref={form}
      class={style.form}
      onSubmit={event => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      <div class={style.ways}>
        <FormWays look={look} label={sendLabel} busy={busy} onClose={onClose} />
      </div>
    </form>
  );
}
