import { nanosPerDollar } from '../../domain/money';
import { monthlyLimit } from '../../state/budgets';
import { today } from '../../state/clock';
import { cacheShare } from '../../state/cost-sums';
import { isThisMonth, month, monthDays, monthSum, reserved, todaySum } from '../../state/costs';
import { hrefOf } from '../../state/place';
import { money, number, percent } from '../formats';
import { Facts } from '../parts/facts';
import { Meter } from '../parts/meter';
import { Note } from '../parts/note';
import { costsWords } from '../words/costs';
import style from './costs.module.css';
import { dayWords } from './figures';
import { savedByCache, type UsedModel } from './used-models';

/** The sum of the month, against its limit where one is set, and what is not sure about it. */
export function MonthSummary({ used }: { used: readonly UsedModel[] }) {
  const words = costsWords();
  const sum = monthSum.value;
  const limit = monthlyLimit.value ?? 0;
  const share = cacheShare(sum);
  const held = isThisMonth.value ? reserved.value : 0;
  return (
    <div class={style.summary}>
      <p class={style.sum}>
        {sum.unknown > 0 && <span class={style.aside}>{words.atLeast} </span>}
        {money(sum.cost)}
        {limit > 0 && <span class={style.aside}>{words.of(money(limit))}</span>}
      </p>
      {limit > 0 && (
        <Meter
          spent={sum.counted / limit}
          held={held / limit}
          tone="lamp"
          tall
          label={words.spentShare(percent(sum.counted / limit))}
        />
      )}
      <Facts
        rows={[
          ...(isThisMonth.value ? [[words.today, money(todaySum.value.cost)] as const] : []),
          ...(held > 0 ? [[words.reserved, money(held)] as const] : []),
          ...limitFacts(sum.counted + held, limit),
          ...paceFact(sum.cost),
          [words.callCount, number(sum.calls)],
          ...(share === undefined
            ? []
            : [[words.fromCache, words.ofInput(percent(share), number(sum.cacheRead))] as const]),
          ...savedFact(savedByCache(used)),
        ]}
      />
      <Doubts />
    </div>
  );
}

function limitFacts(cost: number, limit: number): (readonly [string, string])[] {
  const words = costsWords();
  if (limit === 0) return [];
  return [cost <= limit ? [words.free, money(limit - cost)] : [words.over, money(cost - limit)]];
}

/** What reading from caches saved; that it has not paid yet where more was written than read. */
function savedFact(saved: number): (readonly [string, string])[] {
  const words = costsWords();
  if (saved === 0) return [];
  return [saved > 0 ? [words.savedByCache, money(saved)] : [words.lostByCache, money(-saved)]];
}

/** Where the month ends if it goes on as it began; nothing in its first three days. */
function paceFact(cost: number): (readonly [string, string])[] {
  const days = monthDays.value;
  const passed = Number(today.value.slice(8));
  if (!isThisMonth.value || passed < 4) return [];
  const last = dayWords(`${month.value}-${days.length}`, { day: 'numeric', month: 'short' });
  return [[costsWords().pace(last), money(Math.round((cost / passed) * days.length))]];
}

function Doubts() {
  const words = costsWords();
  const { unknown, estimated } = monthSum.value;
  if (unknown === 0 && estimated === 0) return null;
  return (
    <div class={style.doubts}>
      <Note>
        {unknown > 0 && (
          <>
            {words.unknownCalls(unknown, number(unknown))}{' '}
            <a href={hrefOf({ at: 'settings', section: 'prices' })}>{words.openPrices}</a>{' '}
          </>
        )}
        {estimated > 0 && words.estimatedCalls(estimated, number(estimated))}
      </Note>
    </div>
  );
}

/** Nano-dollars a day that keep the month's limit; 0 without one. */
export function dailyShare(limit: number, days: number): number {
  return Math.floor(limit / Math.max(1, days) / (nanosPerDollar / 100)) * (nanosPerDollar / 100);
}
