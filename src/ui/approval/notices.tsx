import { askNotices, notices } from '../../state/attention';
import { Button } from '../parts/button';
import { approvalWords } from '../words/approval';
import style from './approval.module.css';

/** Offers, by a quiet button and only where something waits, that the system tells; never on loading. */
export function NoticesOffer() {
  const words = approvalWords().notices;
  if (notices.value !== 'ask') return null;
  return (
    <p class={style.offer}>
      {words.line}{' '}
      <Button look="bare" onClick={() => void askNotices()}>
        {words.allow}
      </Button>
    </p>
  );
}
