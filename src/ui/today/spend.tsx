import { monthlyLimit } from '../../state/budgets';
import { now } from '../../state/clock';
import { hrefOf } from '../../state/place';
import { CHART_DAYS, spentByDay, spentThisMonth, spentToday } from '../../state/spend';
import { calendarDay, money, monthName, percent } from '../formats';
import { Bars } from '../parts/bars';
import { Facts } from '../parts/facts';
import { Meter } from '../parts/meter';
import { spendText } from '../words/app';
import { todayWords } from '../words/today';
import style from './spend.module.css';

/** The month beside what may be spent in it, today, and the last two weeks. */
export function Spend() {
  const words = todayWords();
  const limit = monthlyLimit.value ?? 0;
  const month = spentThisMonth.value;
  const days = spentByDay.value;
  const first = days.some(({ cost }) => cost > 0) ? days[0] : undefined;
  return (
    <section class={style.spend}>
      <h2>{monthName(now.value)}</h2>
      <p class={style.sum}>
        {spendText(month)}
        {limit > 0 && <span> {words.ofLimit(money(limit))}</span>}
      </p>
      {limit > 0 && (
        <Meter
          tall
          tone="lamp"
          spent={month.counted / limit}
          label={words.monthLabel(percent(month.counted / limit))}
        />
      )}
      <Facts rows={[[words.today, spendText(spentToday.value)]]} />
      <div class={style.chart}>
        {first && (
          <Bars label={words.lastDays(CHART_DAYS)} bars={days.map(({ day, cost }) => ({ label: day, value: cost }))} />
        )}
        <p class={style.ends}>
          {first && <span>{calendarDay(first.day)}</span>}
          <a href={hrefOf({ at: 'costs' })}>{words.allCosts}</a>
        </p>
      </div>
    </section>
  );
}
