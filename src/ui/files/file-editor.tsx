import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../parts/button';
import { filesWords } from '../words/files';
import { partsWords } from '../words/parts';
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
        <Button look="go" type="submit" busy={work.busy}>
          {words.save}
        </Button>
        <Button look="bare" onClick={onClose}>
          {partsWords().cancel}
        </Button>
      </div>
    </form>
  );
}
