import { useId } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { BillDifference, BillMeasure } from '../../domain/bill';
import type { ComparedBill } from '../../state/bills';
import { number } from '../formats';
import { Button } from '../parts/button';
import { Note } from '../parts/note';
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
  const { provider, measure, from, to, agreed, differences, partial } = comparison;
  const span = words.span(providerNames[provider], shortDay(from), shortDay(to));
  const rest = differences.length - most.value;
  return (
    <section class={style.differences} aria-labelledby={id}>
      <h3 id={id}>{span}</h3>
      {differences.length > 0 && (
        <Table label={costsWords().table(span)}>
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              <th scope="col">{words.model}</th>
              <Figure head>{words.here}</Figure>
              <Figure head>{words.theirs}</Figure>
              <Figure head>{words.apart}</Figure>
              <th scope="col">{words.cause}</th>
            </tr>
          </thead>
          <tbody>
            {differences.slice(0, most.value).map(difference => (
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
