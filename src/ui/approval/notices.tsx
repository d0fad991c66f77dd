import { askNotices, notices } from '../../state/attention';
import { Button } from '../parts/button';
import { attentionWords } from '../words/attention';
import style from './approval.module.css';

/** Offers, by a quiet button and only where something waits or runs, that the system tells; never on loading. */
export function NoticesOffer() {
  const words = attentionWords();
  if (notices.value !== 'ask') return null;
  return (
    <p class={style.offer}>
      {words.offer}{' '}
      <Button look="bare" onClick={() => void askNotices()}>
        {words.allow}
      </Button>
    </p>
  );
}
