import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { FormWays } from '../parts/form-ways';
import { filesWords } from '../words/files';
import { usePasted } from '../use-pasted';
import { useWork } from '../use-work';
import style from './files.module.css';

/** The text in an editor; saving makes a new version. */
export function FileEditor({
  text,
  onSave,
  onClose,
}: {
  text: string;
  onSave: (text: string, pasted: boolean) => Promise<void>;
  onClose: () => void;
}) {
  const words = filesWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const value = useSignal(text);
  const pasted = usePasted(value, text.length);
  const work = useWork();
  useLayoutEffect(() => field.current?.focus(), []);
  const submit = () => work.run(() => onSave(value.peek(), pasted.holds.peek()));
  return (
    <form
      class={style.editor}
      onSubmit={event => {
        event.preventDefault();
        void submit();
      }}
    >
      <textarea
        ref={field}
        dir="auto"
        aria-label={words.text}
        value={value.value}
        onPaste={pasted.onPaste}
        onInput={event => {
          value.value = event.currentTarget.value;
        }}
        onKeyDown={event => {
          if (event.key === 'Escape' && value.peek() === text) onClose();
          else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
        }}
      />
      <div class={style.bar}>
        <FormWays look="go" label={words.save} busy={work.busy} onClose={onClose} />
      </div>
    </form>
  );
}
