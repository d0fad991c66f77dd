import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { Action } from '../../state/actions';
import { answer, type RequestView } from '../../state/requests';
import { attempt } from '../attempt';
import { Button } from '../parts/button';
import { useActions } from '../use-actions';
import { approvalWords } from '../words/approval';
import style from './approval.module.css';
import { RequestCard } from './request-card';

/** Open requests as cards, with one decision for all where several ask leave at once. */
export function Approvals({ requests }: { requests: readonly RequestView[] }) {
  const list = useRef<HTMLDivElement>(null);
  useActions(approvalActions);
  useFocusOnNext(list, requests.length);
  const approvals = requests.filter(({ row }) => row.asks === 'approval');
  return (
    <div class={style.cards} ref={list}>
      {approvals.length > 1 && <All requests={approvals} />}
      {requests.map(request => (
        <RequestCard key={request.row.id} request={request} />
      ))}
    </div>
  );
}

/** One decision for several: each is answered for itself. */
function All({ requests }: { requests: readonly RequestView[] }) {
  const words = approvalWords();
  const isBusy = useSignal(false);
  const give = async (given: 'approved' | 'rejected') => {
    if (isBusy.peek()) return;
    isBusy.value = true;
    await attempt(answer(requests.map(({ row }) => ({ request: row.id, answer: given }))));
    isBusy.value = false;
  };
  return (
    <div class={style.all}>
      <span>{words.waiting(requests.length)}</span>
      <Button busy={isBusy.value} onClick={() => void give('approved')}>
        {words.approveAll(requests.length)}
      </Button>
      <Button look="no" busy={isBusy.value} onClick={() => void give('rejected')}>
        {words.rejectAll}
      </Button>
    </div>
  );
}

/** A decided card goes away with the focus on it: the next one takes it, so that the keyboard goes on. */
function useFocusOnNext(list: { current: HTMLElement | null }, count: number) {
  const before = useRef(count);
  useEffect(() => {
    const fewer = count < before.current;
    before.current = count;
    if (fewer && document.activeElement === document.body)
      list.current?.querySelector<HTMLElement>('[data-request]')?.focus();
  }, [count]);
}

/** Presses a button of the card in focus, else of the first. */
function press(what: 'approve' | 'reject' | 'edit'): void {
  const cards = Array.from(document.querySelectorAll<HTMLElement>('[data-request]'));
  const card = cards.find(one => one.contains(document.activeElement)) ?? cards[0];
  card?.querySelector<HTMLElement>(`[data-do=${what}]`)?.click();
}

function approvalActions(): readonly Action[] {
  const words = () => approvalWords().actions;
  return [
    { id: 'approval.approve', group: 'here', key: 'a', title: () => words().approve, do: () => press('approve') },
    { id: 'approval.reject', group: 'here', key: 'x', title: () => words().reject, do: () => press('reject') },
    { id: 'approval.edit', group: 'here', key: 'e', title: () => words().edit, do: () => press('edit') },
  ];
}
