import { monthlyLimit } from '../../state/budgets';
import { today } from '../../state/clock';
import { grouped, groupsOf, type Split, sumOf } from '../../state/cost-sums';
import { isThisMonth, monthDays, rollups } from '../../state/costs';
import { money } from '../formats';
import { costsWords } from '../words/costs';
import style from './costs.module.css';
import { dayWords, exactDollars } from './figures';
import { dailyShare } from './month-summary';
import { bandOf, mostBands } from './palette';

const height = 230;
const base = 200;
const top = 22;
const left = 48;

interface Column {
  day: string;
  total: number;
  /** Amounts by band, in the order of the groups. */
  bands: number[];
}

/** Spend by day as stacked bars. Never scrolls: a narrow screen gets a shorter span, not smaller letters. */
export function DayChart({ split, month }: { split: Split; month: string }) {
  const columns = columnsOf(split);
  const end = isThisMonth.value ? columns.findIndex(({ day }) => day === today.value) + 1 : columns.length;
  return (
    <div class={style.charts}>
      <Chart class={style.wide} columns={columns} width={700} month={month} />
      <Chart
        class={style.narrow}
        columns={columns.slice(Math.max(0, end - 14), Math.max(14, end))}
        width={340}
        month={month}
      />
    </div>
  );
}

function columnsOf(split: Split): Column[] {
  const rows = rollups.value;
  const keys = groupsOf(rows, split).map(group => group.key);
  const byDay = grouped(rows, row => row.day ?? '');
  return monthDays.value.map(day => {
    const bands = Array.from({ length: Math.min(keys.length, mostBands) }, () => 0);
    const ofDay = byDay.get(day) ?? [];
    for (const row of ofDay) {
      const band = Math.min(keys.indexOf(row[split] ?? ''), mostBands - 1);
      bands[band] = (bands[band] ?? 0) + row.cost;
    }
    return { day, bands, total: sumOf(ofDay).cost };
  });
}

function Chart({
  class: look,
  columns,
  width,
  month,
}: {
  class: string | undefined;
  columns: readonly Column[];
  width: number;
  month: string;
}) {
  const words = costsWords();
  const share = dailyShare(monthlyLimit.value ?? 0, monthDays.value.length);
  const dearest = columns.reduce((most, column) => (column.total > most.total ? column : most), columns[0] ?? none);
  const step = niceStep(Math.max(dearest.total, share, 1) / 3);
  const most = step * Math.ceil(Math.max(dearest.total, share, 1) / step);
  const y = (amount: number) => base - (amount / most) * (base - top);
  const slot = (width - left) / columns.length;
  const dayOf = (day: string) => dayWords(day, { day: 'numeric', month: 'long' });
  const named = { role: 'img', 'aria-label': words.chart(month, dayOf(dearest.day), money(dearest.total)) } as const;
  return (
    <svg class={`${style.chart} ${look}`} viewBox={`0 0 ${width} ${height}`} {...named}>
      {Array.from({ length: Math.round(most / step) + 1 }, (_, index) => index * step).map(amount => (
        <g key={amount} class={style.grid}>
          <line x1={left} x2={width} y1={y(amount)} y2={y(amount)} />
          <text x={left - 8} y={y(amount) + 4} text-anchor="end">
            {exactDollars(amount)}
          </text>
        </g>
      ))}
      {columns.map((column, index) => {
        let at = 0;
        const x = left + index * slot;
        return (
          <g key={column.day}>
            {column.bands.map((amount, band) => {
              const from = at;
              at += amount;
              const tall = Math.max(0, y(from) - y(at) - (band > 0 ? 1 : 0));
              return (
                <rect key={band} class={bandOf(band)} x={x + slot * 0.16} width={slot * 0.68} y={y(at)} height={tall} />
              );
            })}
            {index % 7 === 0 && (
              <text x={x + slot / 2} y={base + 20} text-anchor="middle">
                {Number(column.day.slice(8))}
              </text>
            )}
          </g>
        );
      })}
      {share > 0 && (
        <g class={style.pace}>
          <line x1={left} x2={width} y1={y(share)} y2={y(share)} />
          <text x={width} y={y(share) - 6} text-anchor="end">
            {words.keepsLimit(money(share))}
          </text>
        </g>
      )}
    </svg>
  );
}

const none: Column = { day: '1970-01-01', total: 0, bands: [] };

/** A step of 1, 2 or 5 times a power of ten that is at least `rough`. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find(factor => factor * power >= rough) ?? 10;
  return step * power;
}
