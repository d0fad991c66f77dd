import { useSignal } from '@preact/signals';
import type { BillAnswer, BillReading } from '../../domain/bill';
import type { ProviderName } from '../../domain/connection';
import { comparedBills, forgetBill, readBill, type ComparedBill } from '../../state/bills';
import { tell } from '../../state/toasts';
import { attempt } from '../attempt';
import { Problem } from '../parts/problem';
import { Button } from '../parts/button';
import { FileButton } from '../parts/file-button';
import { Section } from '../parts/section';
import { billsWords } from '../words/bills';
import { providerNames } from '../words/connect';
import { partsWords } from '../words/parts';
import { useDropped } from '../use-dropped';
import { useLongWork } from '../use-long-work';
import { BillColumns } from './bill-columns';
import { BillMark } from './bill-mark';
import { BillDifferences } from './bill-differences';
import { BillTable } from './bill-table';
import style from './bills.module.css';

/** A provider's own figures beside the ledger: dropped or chosen, read and kept on this device. */
export function Bills() {
  const words = billsWords();
  const work = useLongWork();
  const answer = useSignal<{ bill: File | ProviderName; answer: BillAnswer } | undefined>(undefined);
  const bills = comparedBills.value;

  async function read(bill: File | ProviderName | undefined, reading?: BillReading | 'ask') {
    if (!bill) return;
    await work.run(async options => {
      answer.value = { bill, answer: await readBill(bill, reading, options) };
    });
  }

  const isOver = useDropped(([file]) => void read(file));
  const shown = answer.value;
  return (
    <Section title={words.title}>
      <div class={isOver.value ? `${style.place} ${style.over}` : style.place}>
        <p class="muted">{words.line}</p>
        <FileButton
          id="choose-bill"
          label={() => billsWords().choose}
          accept=".csv,.tsv,.json,.txt,text/csv,application/json"
          busy={work.busy}
          busyLabel={words.reading}
          onChoose={file => void read(file)}
        />
        {work.busy && (
          <Button look="bare" onClick={work.stop}>
            {partsWords().cancel}
          </Button>
        )}
      </div>
      {shown?.answer.is === 'refused' && (
        <Problem what={words.fault(shown.answer.fault)} next="" state={words.refused} />
      )}
      {shown?.answer.is === 'asks' && (
        <BillColumns
          asks={shown.answer}
          busy={work.busy}
          onRead={reading => void read(shown.bill, reading)}
          onClose={() => {
            answer.value = undefined;
          }}
        />
      )}
      {shown?.answer.is === 'unclear' && (
        <BillMark
          figure={shown.answer.figure}
          reading={shown.answer.reading}
          busy={work.busy}
          onRead={reading => void read(shown.bill, reading)}
        />
      )}
      {bills.length > 0 && <BillTable bills={bills} />}
      {bills.map((bill: ComparedBill) => (
        <BillDifferences
          key={bill.comparison.provider}
          bill={bill}
          onAsk={() => void read(bill.comparison.provider, 'ask')}
          onForget={() => void forget(bill.comparison.provider)}
        />
      ))}
    </Section>
  );
}

/** Forgets at once and offers to take it back. */
async function forget(provider: ProviderName): Promise<void> {
  if (!(await attempt(forgetBill(provider)))) return;
  tell(billsWords().forgotten(providerNames[provider]), () => void attempt(forgetBill(provider, false)));
}
