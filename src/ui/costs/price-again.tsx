import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { RepricingLine } from '../../domain/repricing';
import { compareAgain } from '../../state/bills';
import { previewRepricing, repriceMonth } from '../../state/costs';
import { tell } from '../../state/toasts';
import { number } from '../formats';
import { attempt } from '../attempt';
import { Dialog } from '../parts/dialog';
import { Figure, Table } from '../parts/table';
import { costsWords } from '../words/costs';
import { priceHistoryWords } from '../words/price-history';
import { useLongWork } from '../use-long-work';
import style from './costs.module.css';
import { exactDollars } from './figures';

/** What today's prices would change in the month, before it is done: history is priced again only on purpose. */
export function PriceAgain({ month, onClose }: { month: string; onClose: () => void }) {
  const words = priceHistoryWords();
  const lines = useSignal<RepricingLine[] | undefined>(undefined);
  const work = useLongWork();
  useEffect(() => {
    void work.run(async options => {
      lines.value = await previewRepricing(options);
    });
    return work.stop;
  }, []);
  const found = lines.value;
  const calls = found?.reduce((sum, line) => sum + line.calls, 0) ?? 0;

  async function go() {
    await work.run(async options => {
      const count = await repriceMonth(options);
      tell(words.done(count, number(count)));
      await attempt(compareAgain(options));
      onClose();
    });
  }

  return (
    <Dialog
      title={words.againTitle(month)}
      onClose={onClose}
      does={calls > 0 ? { label: words.doIt(calls, number(calls)), busy: work.busy, onDo: () => void go() } : undefined}
    >
      <div class={style.dialog}>
        {!found ? (
          <p class="muted">{costsWords().loading}</p>
        ) : calls === 0 ? (
          <p>{words.nothing}</p>
        ) : (
          <>
            <p class="muted small">{words.againLine}</p>
            <Lines lines={found} />
          </>
        )}
      </div>
    </Dialog>
  );
}

function Lines({ lines }: { lines: readonly RepricingLine[] }) {
  const words = priceHistoryWords();
  return (
    <Table label={words.again}>
      <thead>
        <tr>
          <th scope="col">{words.model}</th>
          <Figure head>{words.calls}</Figure>
          <Figure head>{words.booked}</Figure>
          <Figure head>{words.now}</Figure>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ connection, model, calls, unknown, before, after, source }) => (
          <tr key={`${connection}|${model}`}>
            <th scope="row" class={style.plain}>
              <span class="mono">{model}</span>
              <span class={style.modelId}>{costsWords().source(costsWords().sources[source.name], source.date)}</span>
            </th>
            <Figure>{number(calls)}</Figure>
            <Figure>{unknown > 0 ? words.withUnknown(exactDollars(before), unknown) : exactDollars(before)}</Figure>
            <Figure>{exactDollars(after)}</Figure>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
