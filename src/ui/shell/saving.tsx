import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { now } from '../../state/clock';
import { exportWorkspace } from '../../state/workspaces';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { Meter } from '../parts/meter';
import { useLongWork } from '../use-long-work';
import { appWords } from '../words/app';
import { partsWords } from '../words/parts';

/** A small workspace is saved before that: nothing flickers. In milliseconds. */
const SHOWN_AFTER_MS = 400;

/** Saves the workspace as a file from wherever one is: how far it is, once that takes a moment, and the way to stop it. */
export function Saving({ onClose }: { onClose: () => void }) {
  const work = useLongWork();
  const takesLong = useSignal(false);
  useEffect(() => {
    let left = false;
    const timer = setTimeout(() => {
      takesLong.value = true;
    }, SHOWN_AFTER_MS);
    void work.run(options => exportWorkspace(now.peek(), options)).then(() => left || onClose());
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, []);
  if (!takesLong.value) return null;
  return (
    <Dialog
      title={appWords().export}
      onClose={work.stop}
      foot={
        <Button look="bare" onClick={work.stop}>
          {partsWords().cancel}
        </Button>
      }
    >
      <Meter spent={work.share} label={appWords().export} />
    </Dialog>
  );
}
