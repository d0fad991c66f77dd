import { saveEverything } from '../save-everything';
import type { Explanation } from '../words/errors';
import { partsWords } from '../words/parts';
import { Button } from './button';
import { State } from './state';
import style from './problem.module.css';

/** Why something did not work, and what to do: announced once. `state` says what it was. */
export function Problem({
  what,
  next,
  inStorage = false,
  state,
}: Pick<Explanation, 'what' | 'next'> & Partial<Explanation> & { state: string }) {
  return (
    <div class={style.problem} role="alert">
      <State is="failed">{state}</State>
      <p>
        <b>{what}</b> {next}
      </p>
      {inStorage && (
        <p>
          <Button onClick={saveEverything}>{partsWords().saveEverything}</Button>
        </p>
      )}
    </div>
  );
}
