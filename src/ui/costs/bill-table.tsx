import { useSignal } from '@preact/signals';
import { isExplained, type BillComparison } from '../../domain/bill';
import { now } from '../../state/clock';
import type { ComparedBill } from '../../state/bills';
import { when } from '../formats';
import { inOrder, SortHeads, type Order } from '../parts/sort-head';
import { State } from '../parts/state';
import { Figure, Table } from '../parts/table';
import { billsWords } from '../words/bills';
import { providerNames } from '../words/connect';
import { costsWords } from '../words/costs';
import { apartFigure, billFigure } from './bill-figures';
import style from './bills.module.css';

/** Every provider's bill beside the ledger, one line each. */
export function BillTable({ bills }: { bills: readonly ComparedBill[] }) {
  const words = billsWords();
  const order = useSignal<Order<Column>>({ by: 'provider', down: false });
  const money = bills.filter(({ comparison }) => comparison.measure === 'cost').map(({ comparison }) => comparison);
  const sum = (side: 'here' | 'theirs') => money.reduce((total, comparison) => total + comparison[side], 0);
  return (
    <div class={style.bills}>
      <Table label={costsWords().table(words.title)}>
        <SortHeads order={order} columns={columns.map(by => ({ by, title: words[by], figure: by !== 'provider' }))} />
        <tbody>
          {inOrder(bills, order.value, valueIn).map(({ comparison, name, at }) => (
            <tr key={comparison.provider}>
              <th scope="row" class={style.provider}>
                {providerNames[comparison.provider]}
                <span class={style.file} data-content>
                  {words.file(name, when(at, now.value))}
                </span>
              </th>
              <Figure>{billFigure(comparison.here, comparison.measure)}</Figure>
              <Figure>{billFigure(comparison.theirs, comparison.measure)}</Figure>
              <Figure>
                <span class={style.verdict}>
                  <Verdict of={comparison} />
                  {apartFigure(comparison.theirs - comparison.here, comparison.measure)}
                </span>
              </Figure>
            </tr>
          ))}
        </tbody>
        {money.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row">{words.all}</th>
              <Figure>{billFigure(sum('here'), 'cost')}</Figure>
              <Figure>{billFigure(sum('theirs'), 'cost')}</Figure>
              <Figure>{apartFigure(sum('theirs') - sum('here'), 'cost')}</Figure>
            </tr>
          </tfoot>
        )}
      </Table>
    </div>
  );
}

const columns = ['provider', 'here', 'theirs', 'apart'] as const;

type Column = (typeof columns)[number];

/** What a bill is sorted by in a column: how far two sides are apart, whichever has more. */
function valueIn({ comparison }: ComparedBill, column: Column): number | string {
  switch (column) {
    case 'provider':
      return providerNames[comparison.provider];
    case 'here':
    case 'theirs':
      return comparison[column];
    case 'apart':
      return Math.abs(comparison.theirs - comparison.here);
  }
}

function Verdict({ of: { differences } }: { of: BillComparison }) {
  const words = billsWords();
  if (differences.some(({ cause }) => !isExplained(cause))) return <State is="needs-you">{words.differs}</State>;
  return <State is="done">{differences.length === 0 ? words.agrees : words.explained}</State>;
}
