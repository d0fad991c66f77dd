import { monthlyLimit } from '../../state/budgets';
import { hrefOf } from '../../state/place';
import { spentThisMonth, spentToday } from '../../state/spend';
import { halted, pauseEverything, resumeEverything } from '../../state/vault';
import { IconButton } from '../parts/button';
import { Meter } from '../parts/meter';
import { appWords, spendText } from '../words/app';
import style from './rail.module.css';

/** Today's spend, and the one button that stops all spending. */
export function Tools() {
  const words = appWords();
  const limit = monthlyLimit.value ?? 0;
  const spent = spentToday.value;
  return (
    <>
      <a class={style.spend} href={hrefOf({ at: 'costs' })}>
        {limit > 0 && (
          <span class={style.gauge}>
            <Meter spent={spentThisMonth.value.cost / limit} tone="lamp" />
          </span>
        )}
        <span class="hidden-words">{words.spent}</span>
        {spendText(spent)}
        <span class={`dim ${style.today}`}>{words.today}</span>
      </a>
      {halted.value ? (
        <IconButton look="go" icon="play" label={words.resume} onClick={() => void resumeEverything()} />
      ) : (
        <IconButton look="bare" icon="pause" label={words.pause} onClick={() => void pauseEverything()} />
      )}
    </>
  );
}
