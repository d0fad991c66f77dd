import { State } from './state';
import style from './problem.module.css';

/** Why something did not work, and what to do: announced once. `state` says what it was. */
export function Problem({ what, next, state }: { what: string; next: string; state: string }) {
  return (
    <div class={style.problem} role="alert">
      <State is="failed">{state}</State>
      <p>
        <b>{what}</b> {next}
      </p>
    </div>
  );
}
