import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { copy } from '../../state/device';
import { markdownWords } from '../words/markdown';
import style from './markdown.module.css';

const shownFor = 2_000;

/** Copies `text()` and says so for two seconds. `name` tells it from other copy buttons for those who do not see it. */
export function CopyButton({ text, label, name }: { text: () => string; label: string; name?: string }) {
  const words = markdownWords();
  const outcome = useSignal<'' | 'copied' | 'failed'>('');
  useEffect(() => {
    if (outcome.value === '') return;
    const timer = setTimeout(() => {
      outcome.value = '';
    }, shownFor);
    return () => clearTimeout(timer);
  }, [outcome.value]);
  const onClick = () => {
    copy(text()).then(
      () => {
        outcome.value = 'copied';
      },
      () => {
        outcome.value = 'failed';
      },
    );
  };
  const said = { '': label, copied: words.copied, failed: words.copyFailed }[outcome.value];
  return (
    <button type="button" class={style.copy} aria-label={outcome.value === '' ? name : undefined} onClick={onClick}>
      <span aria-live="polite">{said}</span>
    </button>
  );
}
