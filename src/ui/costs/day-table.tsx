import { useSignal } from '@preact/signals';
import { apportion, grouped, sumOf } from '../../state/cost-sums';
import { monthDays, rollups } from '../../state/costs';
import { number } from '../formats';
import { Section } from '../parts/section';
import { inOrder, SortHeads, type Order } from '../parts/sort-head';
import { Figure, Table } from '../parts/table';
import { costsWords } from '../words/costs';
import style from './costs.module.css';
import { costOfCalls, dayWords, decimalsFor, unitOf } from './figures';

type Column = 'day' | 'calls' | 'cost';

/** The days on which something was spent, newest first: what the chart shows, in figures. */
export function DayTable({ total: totalName }: { total: string }) {
  const words = costsWords();
  const all = sumOf(rollups.value);
  const byDay = grouped(rollups.value, row => row.day ?? '');
  const days = monthDays.value.filter(day => byDay.has(day)).toReversed();
  const sums = days.map(day => sumOf(byDay.get(day) ?? []));
  const decimals = decimalsFor(all.cost);
  const { parts, total } = apportion(
    sums.map(sum => sum.cost),
    unitOf(decimals),
  );
  const order = useSignal<Order<Column>>({ by: 'day', down: true });
  const lines = days.map((day, index) => {
    const { calls = 0, unknown = 0 } = sums[index] ?? {};
    return { day, calls, unknown, cost: parts[index] ?? 0 };
  });
  return (
    <div class={style.sums}>
      <Section title={words.byDay} count={number(days.length)}>
        <Table label={words.table(words.byDay)}>
          <SortHeads
            order={order}
            columns={[
              { by: 'day', title: words.day },
              { by: 'calls', title: words.callCount, figure: true },
              { by: 'cost', title: words.cost, figure: true },
            ]}
          />
          <tbody>
            {inOrder(lines, order.value, (line, column) => line[column]).map(({ day, calls, unknown, cost }) => (
              <tr key={day}>
                <th scope="row" data-content>
                  {dayWords(day, { weekday: 'short', day: 'numeric', month: 'short' })}
                </th>
                <Figure>{number(calls)}</Figure>
                <Figure>{costOfCalls({ calls, unknown }, cost, decimals)}</Figure>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.total(totalName)}</th>
              <Figure>{number(all.calls)}</Figure>
              <Figure>{costOfCalls(all, total, decimals)}</Figure>
            </tr>
          </tfoot>
        </Table>
      </Section>
    </div>
  );
}
