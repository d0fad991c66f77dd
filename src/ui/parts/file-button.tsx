import { useRef } from 'preact/hooks';
import { useActions } from '../use-actions';
import { Button } from './button';

interface Asks {
  /** What the field is called and its action says; read anew when the language changes. */
  label: () => string;
  /** Of the action that does the same from the palette. */
  id: string;
  /** As of `<input accept>`. */
  accept: string;
  busy: boolean;
  /** Stands on the button while `busy`. */
  busyLabel: string;
  onChoose: (file: File) => void;
}

/** Chooses one file, by the button or from the palette. The same file can be chosen again. */
export function FileButton({ label, id, accept, busy, busyLabel, onChoose }: Asks) {
  const input = useRef<HTMLInputElement>(null);
  const ask = () => input.current?.click();
  useActions(() => [{ id, group: 'here', title: label, do: ask }]);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        class="hidden-words"
        tabIndex={-1}
        aria-label={label()}
        onChange={event => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file) onChoose(file);
        }}
      />
      <Button icon="upload" busy={busy} onClick={ask}>
        {busy ? busyLabel : label()}
      </Button>
    </>
  );
}
