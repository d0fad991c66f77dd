import { dailyLimit, monthlyLimit } from '../../state/budgets';
import { hrefOf } from '../../state/place';
import { spentThisMonth, spentToday } from '../../state/spend';
import { halted, pauseEverything, resumeEverything } from '../../state/vault';
import { attempt } from '../attempt';
import { money } from '../formats';
import { IconButton } from '../parts/button';
import { Meter } from '../parts/meter';
import { appWords, spendText } from '../words/app';
import style from './rail.module.css';

/** Today's spend, and the one button that stops all spending. */
export function Tools() {
  const words = appWords();
  const day = dailyLimit.value;
  const limit = day ?? monthlyLimit.value ?? 0;
  const spent = spentToday.value;
  return (
    <>
      <a class={style.spend} href={hrefOf({ at: 'costs' })}>
        {limit > 0 && (
          <span class={style.gauge}>
            <Meter spent={(day === undefined ? spentThisMonth.value : spent).counted / limit} tone="lamp" />
          </span>
        )}
        <span class="hidden-words">{words.spent}</span>
        {spendText(spent)}
        {day !== undefined && <span class={`dim ${style.today}`}>{words.of(money(day))}</span>}
        <span class={`dim ${style.today}`}>{words.today}</span>
      </a>
      {halted.value ? (
        <IconButton look="go" icon="play" label={words.resume} onClick={() => void attempt(resumeEverything())} />
      ) : (
        <IconButton look="bare" icon="pause" label={words.pause} onClick={() => void attempt(pauseEverything())} />
      )}
    </>
  );
}
