import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { AreaField, TextField } from '../parts/field';
import { FormWays } from '../parts/form-ways';
import { approvalWords } from '../words/approval';
import style from './approval.module.css';
import { editable, withEdit } from './edited-input';

/** What is said to a request before it is answered. */
interface Answering<Said> {
  /** What is typed so far. */
  value: string;
  onValue: (value: string) => void;
  /** It was typed before this page was loaded, or in another tab: nobody asked for the focus. */
  isKept: boolean;
  /** What was sent is on its way. */
  busy: boolean;
  onSend: (said: Said) => Promise<void>;
  onClose: () => void;
}

/** The input in an editor; what is sent is what will be done. */
export function EditForm({
  input,
  value,
  onValue,
  isKept,
  busy,
  onSend,
  onClose,
}: Answering<unknown> & { input: unknown }) {
  const words = approvalWords();
  const given = editable(input);
  const isWrong = useSignal(false);
  const submit = () => {
    const edited = withEdit(input, given, value);
    isWrong.value = edited === undefined;
    if (edited) void onSend(edited.input);
  };
  return (
    <Inline
      onSubmit={submit}
      onClose={onClose}
      sendLabel={words.approveEdited}
      look="go"
      busy={busy}
      takesFocus={!isKept}
    >
      <AreaField
        label={given.kind === 'text' ? words.editText : words.editInput}
        hint={words.editHelp}
        error={isWrong.value ? words.notJson : undefined}
        spellcheck={given.kind === 'text'}
        onKeyDown={keysOf(submit, onClose)}
        value={value}
        onValue={onValue}
      />
    </Inline>
  );
}

/** A rejection, with a reason the agent is told; it may stay empty. */
export function ReasonForm({ value, onValue, isKept, busy, onSend, onClose }: Answering<string>) {
  const words = approvalWords();
  const submit = () => void onSend(value.trim());
  return (
    <Inline onSubmit={submit} onClose={onClose} sendLabel={words.rejectNow} look="no" busy={busy} takesFocus={!isKept}>
      <TextField label={words.reason} onKeyDown={keysOf(submit, onClose)} value={value} onValue={onValue} />
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

/** A small form in place of the buttons. */
function Inline({
  onSubmit,
  onClose,
  sendLabel,
  look,
  busy,
  takesFocus,
  children,
}: {
  onSubmit: () => void;
  onClose: () => void;
  sendLabel: string;
  look: 'go' | 'no';
  busy: boolean;
  takesFocus: boolean;
  children: ComponentChildren;
}) {
  const form = useRef<HTMLFormElement>(null);
  // At once: a focus that comes late may move the page under a click. All of it comes into view, with what sends it.
  useLayoutEffect(() => {
    if (!takesFocus) return;
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
