import type { ErrorValue } from '../../domain/error';
import { boot } from '../../state/boot';
import { exportWorkspace } from '../../state/workspaces';
import { acceptLoss, reload } from '../../state/device';
import { now } from '../../state/clock';
import { tell } from '../../state/toasts';
import { vaultStatus } from '../../state/vault';
import { Button } from '../parts/button';
import { State } from '../parts/state';
import { Trouble } from '../parts/trouble';
import { appWords } from '../words/app';
import { explain, explained } from '../words/errors';
import { partsWords } from '../words/parts';
import style from './opening.module.css';

/** What is being loaded, with real counts as they come; or why the workspace did not open, with the way out. */
export function Opening() {
  const state = boot.value;
  const words = appWords();
  if (state.is === 'failed') return <Failed error={state.error} />;
  const counts = state.is === 'open' ? state.counts : undefined;
  const lines: [string, number | undefined][] = [
    [words.agents, counts?.agents],
    [words.conversations, counts?.conversations],
    [words.activity, counts?.activity],
  ];
  if (counts && counts.memories > 0) lines.splice(1, 0, [words.memories, counts.memories]);
  return (
    <div class={style.opening} role="log" aria-busy="true">
      <h1 tabIndex={-1}>{vaultStatus.value === undefined && counts ? words.openingVault : words.opening}</h1>
      <ol>
        {lines.map(([name, count]) => (
          <li key={name}>
            <State is={count === undefined ? 'waiting' : 'done'} quiet />
            <span>{name}</span>
            <span class="number">{count === undefined ? '' : words.counted(count)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Rows are missing, what is left can be opened. */
const isLoss = ({ code }: ErrorValue): boolean => code === 'storage-damaged' || code === 'storage-lost';

function Failed({ error }: { error: ErrorValue }) {
  const words = appWords();
  const { what, next } = explain(error);
  const save = () => exportWorkspace(now.peek()).catch((failure: unknown) => tell(explained(failure)));
  return (
    <div class={style.failed}>
      <Trouble
        is="failed"
        state={words.failedState}
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
