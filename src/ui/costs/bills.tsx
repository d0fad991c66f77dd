import { useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { BillAnswer, BillReading } from '../../domain/bill';
import type { ProviderName } from '../../domain/connection';
import { comparedBills, forgetBill, readBill, type ComparedBill } from '../../state/bills';
import { attempt } from '../attempt';
import { Problem } from '../connect/problem';
import { Button } from '../parts/button';
import { Section } from '../parts/section';
import { tellError } from '../tell-error';
import { useActions } from '../use-actions';
import { billsWords } from '../words/bills';
import { BillColumns } from './bill-columns';
import { BillDifferences } from './bill-differences';
import { BillTable } from './bill-table';
import style from './bills.module.css';

/** A provider's own figures beside the ledger: dropped or chosen, read and kept on this device. */
export function Bills() {
  const words = billsWords();
  const input = useRef<HTMLInputElement>(null);
  const busy = useSignal(false);
  const over = useSignal(false);
  const answer = useSignal<{ bill: File | ProviderName; answer: BillAnswer } | undefined>(undefined);
  const bills = comparedBills.value;

  async function read(bill: File | ProviderName | undefined, reading?: BillReading | 'ask') {
    if (!bill || busy.peek()) return;
    busy.value = true;
    try {
      answer.value = { bill, answer: await readBill(bill, reading) };
    } catch (error) {
      tellError(error);
    }
    busy.value = false;
  }

  useActions(() => [
    { id: 'choose-bill', group: 'here', title: () => billsWords().choose, do: () => input.current?.click() },
  ]);

  const shown = answer.value;
  return (
    <Section title={words.title}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping a file; the button does the same */}
      <div
        class={over.value ? `${style.place} ${style.over}` : style.place}
        onDragOver={event => {
          event.preventDefault();
          over.value = true;
        }}
        onDragLeave={() => {
          over.value = false;
        }}
        onDrop={event => {
          event.preventDefault();
          over.value = false;
          void read(event.dataTransfer?.files[0]);
        }}
      >
        <p class="muted">{words.line}</p>
        <input
          ref={input}
          type="file"
          accept=".csv,.json,.txt,text/csv,application/json"
          class="hidden-words"
          tabIndex={-1}
          aria-label={words.choose}
          onChange={event => {
            const [file] = event.currentTarget.files ?? [];
            event.currentTarget.value = '';
            void read(file);
          }}
        />
        <Button icon="upload" busy={busy.value} onClick={() => input.current?.click()}>
          {busy.value ? words.reading : words.choose}
        </Button>
      </div>
      {shown?.answer.is === 'refused' && (
        <Problem what={words.fault(shown.answer.fault)} next="" state={words.refused} />
      )}
      {shown?.answer.is === 'asks' && (
        <BillColumns
          asks={shown.answer}
          busy={busy.value}
          onRead={reading => void read(shown.bill, reading)}
          onClose={() => {
            answer.value = undefined;
          }}
        />
      )}
      {bills.length > 0 && <BillTable bills={bills} />}
      {bills.map((bill: ComparedBill) => (
        <BillDifferences
          key={bill.comparison.provider}
          bill={bill}
          onAsk={() => void read(bill.comparison.provider, 'ask')}
          onForget={() => void attempt(forgetBill(bill.comparison.provider))}
        />
      ))}
    </Section>
  );
}
