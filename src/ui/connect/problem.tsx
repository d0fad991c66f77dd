import { State } from '../parts/state';
import { connectWords } from '../words/connect';
import style from './connect.module.css';

/** Why a test failed, and what to do: announced once. */
export function Problem({ what, next, state }: { what: string; next: string; state?: string }) {
  return (
    <div class={style.problem} role="alert">
      <State is="failed">{state ?? connectWords().noAnswer}</State>
      <p>
        <b>{what}</b> {next}
      </p>
    </div>
  );
}
