import type { LongWork } from '../use-long-work';
import { partsWords } from '../words/parts';
import { Button } from './button';
import { Meter } from './meter';
import style from './work-progress.module.css';

/** How far long work has come, and the way to stop it, while it goes on. */
export function WorkProgress({ label, work }: { label: string; work: LongWork }) {
  if (!work.busy) return null;
  return (
    <p class={style.progress}>
      <Meter spent={work.share} label={label} />
      <Button look="bare" onClick={work.stop}>
        {partsWords().cancel}
      </Button>
    </p>
  );
}
