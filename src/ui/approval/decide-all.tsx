import { useSignal } from '@preact/signals';
import { answer, type RequestView } from '../../state/requests';
import { attempt } from '../attempt';
import { Button } from '../parts/button';
import { approvalWords } from '../words/approval';
import style from './approval.module.css';

/** One decision for several: each is answered for itself. `picked`: they were picked out of more. */
export function DecideAll({ requests, picked = false }: { requests: readonly RequestView[]; picked?: boolean }) {
  const words = approvalWords();
  const isBusy = useSignal(false);
  const { length: count } = requests;
  const give = async (given: 'approved' | 'rejected') => {
    if (isBusy.peek()) return;
    isBusy.value = true;
    await attempt(answer(requests.map(({ row }) => ({ request: row.id, answer: given }))));
    isBusy.value = false;
  };
  return (
    <div class={style.all}>
      <span>{picked ? words.picked(count) : words.askLeave(count)}</span>
      <Button busy={isBusy.value} onClick={() => void give('approved')}>
        {picked ? words.approvePicked(count) : words.approveAll(count)}
      </Button>
      <Button look="no" busy={isBusy.value} onClick={() => void give('rejected')}>
        {picked ? words.rejectPicked(count) : words.rejectAll}
      </Button>
    </div>
  );
}
