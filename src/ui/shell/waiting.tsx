import { waitingCount } from '../../state/requests';
import { number } from '../formats';
import { appWords } from '../words/app';
import style from './shell.module.css';

/** How many things wait for the user, beside the way to them. */
export function Waiting() {
  const count = waitingCount.value;
  if (count === 0) return null;
  return (
    <span class={style.waiting}>
      <span aria-hidden="true">{number(count)}</span>
      <span class="hidden-words">{appWords().waiting(count)}</span>
    </span>
  );
}
