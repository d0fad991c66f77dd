import { useId } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { BillDifference, BillMeasure } from '../../domain/bill';
import type { ComparedBill } from '../../state/bills';
import { number } from '../formats';
import { Button } from '../parts/button';
import { Note } from '../parts/note';
import { inOrder, SortHeads, type Order } from '../parts/sort-head';
import { Figure, Table } from '../parts/table';
import { billsWords } from '../words/bills';
import { providerNames } from '../words/connect';
import { costsWords } from '../words/costs';
import { apartFigure, billFigure } from './bill-figures';
import style from './bills.module.css';
import { dayWords } from './figures';

const pageOfLines = 20;

/** Every day and model of a bill that is not the same on both sides, with its bound and the likely cause. */
export function BillDifferences({
  bill: { comparison },
  onAsk,
  onForget,
}: {
  bill: ComparedBill;
  onAsk: () => void;
  onForget: () => void;
}) {
  const words = billsWords();
  const id = useId();
  const most = useSignal(pageOfLines);
  const order = useSignal<Order<Column>>({ by: 'day', down: false });
  const { provider, measure, from, to, agreed, differences, partial } = comparison;
  const span = words.span(providerNames[provider], shortDay(from), shortDay(to));
  const rest = differences.length - most.value;
  return (
    <section class={style.differences} aria-labelledby={id}>
      <h3 id={id}>{span}</h3>
      {differences.length > 0 && (
        <Table label={costsWords().table(span)}>
          <SortHeads order={order} columns={columns.map(([by, figure]) => ({ by, title: words[by], figure }))} />
          <tbody>
            {inOrder(differences, order.value, valueIn)
              .slice(0, most.value)
              .map(difference => (
                <Line key={`${difference.day}|${difference.model}`} of={difference} measure={measure} />
              ))}
          </tbody>
        </Table>
      )}
      {rest > 0 && (
        <p>
          <Button
            onClick={() => {
              most.value += pageOfLines * 5;
            }}
          >
            {words.more(number(rest))}
          </Button>
        </p>
      )}
      {(agreed > 0 || partial) && (
        <Note>
          {agreed > 0 && words.agreed(agreed, number(agreed))} {partial && words.partial}
        </Note>
      )}
      <p class={style.ways}>
        <Button onClick={onAsk}>{words.otherwise}</Button>
        <Button look="bare" onClick={onForget}>
          {words.forget(providerNames[provider])}
        </Button>
      </p>
    </section>
  );
}

/** The columns in their order, and which of them hold figures. */
const columns = [
  ['day', false],
  ['model', false],
  ['here', true],
  ['theirs', true],
  ['apart', true],
  ['cause', false],
] as const;

type Column = (typeof columns)[number][0];

/** What a line is sorted by in a column: how far two sides are apart, whichever has more. */
function valueIn(line: BillDifference, column: Column): number | string {
  switch (column) {
    case 'apart':
      return Math.abs(line.theirs - line.here);
    case 'cause':
      return billsWords().causes[line.cause];
    case 'day':
    case 'model':
    case 'here':
    case 'theirs':
      return line[column];
  }
}

function Line({ of, measure }: { of: BillDifference; measure: BillMeasure }) {
  const words = billsWords();
  const { day, model, here, theirs, low, high, cause } = of;
  return (
    <tr>
      <th scope="row" data-content>
        {shortDay(day)}
      </th>
      <td class={style.model}>
        {model === '' ? <span class="dim">{words.noModel}</span> : <span class="mono">{model}</span>}
      </td>
      <Figure>
        {billFigure(here, measure)}
        {low !== high && (
          <span class={style.bound}>{words.between(billFigure(low, measure), billFigure(high, measure))}</span>
        )}
      </Figure>
      <Figure>{billFigure(theirs, measure)}</Figure>
      <Figure>{apartFigure(theirs - here, measure)}</Figure>
      <td class={style.cause}>{words.causes[cause]}</td>
    </tr>
  );
}

const shortDay = (day: string) => dayWords(day, { day: 'numeric', month: 'short' });
