import { useRef } from 'preact/hooks';
import { useActions } from '../use-actions';
import type { Attachments } from '../use-attachments';
import { attachWords } from '../words/attach';
import style from './attach-button.module.css';
import { IconButton } from './button';

/** Picks files to come along; under a finger there is the camera, too. Nothing where the model reads none. */
export function AttachButton({ files: { accept, take } }: { files: Attachments }) {
  const words = attachWords();
  const picker = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const pick = () => picker.current?.click();
  useActions(
    () => (accept === '' ? [] : [{ id: 'attach', group: 'here', title: () => attachWords().attach, do: pick }]),
    [accept],
  );
  if (accept === '') return null;
  const field = {
    hidden: true,
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      take([...(event.currentTarget.files ?? [])]);
      // The same file can be picked again.
      event.currentTarget.value = '';
    },
  };
  return (
    <>
      <input type="file" {...field} ref={picker} multiple accept={accept} aria-label={words.attach} />
      <IconButton look="bare" icon="clip" label={words.attach} onClick={pick} />
      {accept.includes('image/') && (
        <span class={style.camera}>
          <input type="file" {...field} ref={camera} accept="image/*" capture="environment" aria-label={words.camera} />
          <IconButton look="bare" icon="camera" label={words.camera} onClick={() => camera.current?.click()} />
        </span>
      )}
    </>
  );
}
