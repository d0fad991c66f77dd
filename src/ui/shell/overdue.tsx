import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { reload } from '../../state/device';
import { Button } from '../parts/button';
import { shellWords } from '../words/shell';
import style from './opening.module.css';

/** Milliseconds after which something stands in the way, most likely. */
const OVERDUE_MS = 10_000;

/** Under what is being opened: once it takes longer than it ever should, what to do. */
export function Overdue() {
  const isLate = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      isLate.value = true;
    }, OVERDUE_MS);
    return () => clearTimeout(timer);
  }, [isLate]);
  const words = shellWords();
  return (
    <div class={style.overdue}>
      <output>{isLate.value && words.overdue}</output>
      {isLate.value && (
        <Button look="go" onClick={reload}>
          {words.reload}
        </Button>
      )}
    </div>
  );
}
