import type { BillReading, DecimalMark } from '../../domain/bill';
import { Button } from '../parts/button';
import { billsWords } from '../words/bills';
import style from './bills.module.css';

/** A bill whose every figure is like `1.234`: only the user can say what that is. */
export function BillMark({
  figure,
  reading,
  busy,
  onRead,
}: {
  figure: string;
  reading: BillReading;
  busy: boolean;
  onRead: (reading: BillReading) => void;
}) {
  const words = billsWords();
  const [whole = ''] = figure.split(/[.,]/);
  const own: DecimalMark = figure.includes(',') ? ',' : '.';
  const other: DecimalMark = own === ',' ? '.' : ',';
  return (
    <section class={style.asks} role="alert">
      <h3>{words.unclear(figure)}</h3>
      <p class="muted">{words.unclearLine}</p>
      <p class={style.buttons}>
        <Button busy={busy} onClick={() => onRead({ ...reading, mark: own })}>
          {words.fraction(whole)}
        </Button>
        <Button busy={busy} onClick={() => onRead({ ...reading, mark: other })}>
          {words.thousands(whole)}
        </Button>
      </p>
    </section>
  );
}
