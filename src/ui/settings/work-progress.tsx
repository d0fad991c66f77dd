import { errorValue } from '../../domain/error';
import { progress, stopWork } from '../../state/workspaces';
import { Button } from '../parts/button';
import { Meter } from '../parts/meter';
import { tellError } from '../tell-error';
import { partsWords } from '../words/parts';
import style from './settings.module.css';

/** How far the long work of a section has come, and the way to stop it. */
export function WorkProgress({ label }: { label: string }) {
  const share = progress.value;
  if (share === undefined) return null;
  return (
    <p class={style.progress}>
      <Meter spent={share} label={label} />
      <Button look="bare" onClick={stopWork}>
        {partsWords().cancel}
      </Button>
    </p>
  );
}

/** Says what went wrong; who stopped it himself knows. */
export function tellUnlessStopped(error: unknown): void {
  if (errorValue(error).code !== 'aborted') tellError(error);
}
