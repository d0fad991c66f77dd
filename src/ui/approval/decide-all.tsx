import type { RequestView } from '../../state/requests';
import { Button } from '../parts/button';
import { approvalWords } from '../words/approval';
import style from './approval.module.css';
import { useAnswer } from './use-answer';

/** One decision for several: each is answered for itself. `picked`: they were picked out of more. */
export function DecideAll({ requests, picked = false }: { requests: readonly RequestView[]; picked?: boolean }) {
  const words = approvalWords();
  const { isBusy, give } = useAnswer(requests);
  const { length: count } = requests;
  return (
    <div class={style.all}>
      <span>{picked ? words.picked(count) : words.askLeave(count)}</span>
      <span class={style.ways}>
        <Button busy={isBusy} onClick={() => void give({ answer: 'approved' })}>
          {picked ? words.approvePicked(count) : words.approveAll(count)}
        </Button>
        <Button look="no" busy={isBusy} onClick={() => void give({ answer: 'rejected' })}>
          {picked ? words.rejectPicked(count) : words.rejectAll}
        </Button>
      </span>
    </div>
  );
}
