import { apportion, grouped, sumOf } from '../../state/cost-sums';
import { monthDays, rollups } from '../../state/costs';
import { number } from '../formats';
import { Section } from '../parts/section';
import { Figure, Table } from '../parts/table';
import { costsWords } from '../words/costs';
import { dayWords, decimalsFor, dollars, unitOf } from './figures';

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
  return (
    <Section title={words.byDay} count={number(days.length)}>
      <Table label={words.table(words.byDay)}>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <Figure head>{words.callCount}</Figure>
            <Figure head>{words.cost}</Figure>
          </tr>
        </thead>
        <tbody>
          {days.map((day, index) => (
            <tr key={day}>
              <th scope="row" data-content>
                {dayWords(day, { weekday: 'short', day: 'numeric', month: 'short' })}
              </th>
              <Figure>{number(sums[index]?.calls ?? 0)}</Figure>
              <Figure>
                {(sums[index]?.unknown ?? 0) > 0
                  ? words.orMore(dollars(parts[index] ?? 0, decimals))
                  : dollars(parts[index] ?? 0, decimals)}
              </Figure>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total(totalName)}</th>
            <Figure>{number(all.calls)}</Figure>
            <Figure>{dollars(total, decimals)}</Figure>
          </tr>
        </tfoot>
      </Table>
    </Section>
  );
}
