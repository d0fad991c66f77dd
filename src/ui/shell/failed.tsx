import type { ErrorValue } from '../../domain/error';
import { now } from '../../state/clock';
import { acceptLoss, reload } from '../../state/device';
import { tell } from '../../state/toasts';
import { rescue } from '../../state/workspaces';
import { Button } from '../parts/button';
import { Trouble } from '../parts/trouble';
import { explain, explained } from '../words/errors';
import { failedWords } from '../words/failed';
import { partsWords } from '../words/parts';
import style from './opening.module.css';

/** Rows are missing, what is left can be opened. */
const isLoss = ({ code }: ErrorValue): boolean => code === 'storage-damaged';

/** Instead of a screen: what happened, and always a way to save what is there. */
export function Failed({ error }: { error: ErrorValue }) {
  const words = failedWords();
  const { what, next } = explain(error);
  const save = () => rescue(now.peek()).catch((failure: unknown) => tell(explained(failure)));
  return (
    <div class={style.failed}>
      <Trouble
        is="failed"
        state={words.state}
        title={what}
        ways={
          <>
            <Button look="go" onClick={reload}>
              {partsWords().tryAgain}
            </Button>
            <Button onClick={() => void save()}>{partsWords().saveEverything}</Button>
            {isLoss(error) && <Button onClick={acceptLoss}>{words.acceptLoss}</Button>}
          </>
        }
      >
        <p>{next}</p>
      </Trouble>
    </div>
  );
}
