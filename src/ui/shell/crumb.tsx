import { now } from '../../state/clock';
import { hrefOf, place, type Place } from '../../state/place';
import { longDay } from '../formats';
import { shellWords } from '../words/shell';
import { Icon } from '../parts/icon';
import style from './crumb.module.css';
import { placeName } from './page-title';

/** What the deeper places belong to. */
const above = {
  agent: { at: 'team', hire: false },
  conversation: { at: 'conversations' },
  settings: { at: 'settings', section: 'connections' },
} as const satisfies Partial<Record<Place['at'], Place>>;
const isDeeper = (at: Place['at']): at is keyof typeof above => at in above;

/** Where the user is; on Today, which day it is. */
export function Crumb() {
  const name = placeName();
  const shell = shellWords();
  const here = place.value.at;
  if (here === 'today') return <>{longDay(now.value)}</>;
  if (!isDeeper(here)) return <>{name}</>;
  return (
    <span class={style.crumb}>
      <a href={hrefOf(above[here])}>{shell[above[here].at]}</a>
      <Icon name="forward" small />
      <span class="one-line">{name}</span>
    </span>
  );
}
