import { now } from '../../state/clock';
import { hrefOf, place } from '../../state/place';
import { longDay } from '../formats';
import { shellWords } from '../words/shell';
import { Icon } from '../parts/icon';
import style from './crumb.module.css';
import { placeName } from './page-title';

/** Where the user is; on Today, which day it is. */
export function Crumb() {
  const name = placeName();
  const shell = shellWords();
  const here = place.value.at;
  if (here === 'today') return <>{longDay(now.value)}</>;
  if (here !== 'agent' && here !== 'conversation') return <>{name}</>;
  return (
    <span class={style.crumb}>
      <a href={hrefOf(here === 'agent' ? { at: 'team', hire: false } : { at: 'conversations' })}>
        {here === 'agent' ? shell.team : shell.conversations}
      </a>
      <Icon name="forward" small />
      <span class="one-line">{name}</span>
    </span>
  );
}
