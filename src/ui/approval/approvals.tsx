import { useEffect, useRef } from 'preact/hooks';
import type { Action } from '../../state/actions';
import type { RequestView } from '../../state/requests';
import { useActions } from '../use-actions';
import { approvalWords } from '../words/approval';
import style from './approval.module.css';
import { DecideAll } from './decide-all';
import { RequestCard } from './request-card';

/**
 * Open requests as cards, with one decision for all where several ask leave at once. `explained`: why they ask stands
 * beside them.
 */
export function Approvals({ requests, explained = false }: { requests: readonly RequestView[]; explained?: boolean }) {
  const list = useRef<HTMLDivElement>(null);
  useActions(() => approvalActions(requests), [requests]);
  useFocusOnNext(list, requests);
  const approvals = requests.filter(({ row }) => row.asks === 'approval');
  return (
    <div class={style.cards} ref={list}>
      {approvals.length > 1 && <DecideAll requests={approvals} />}
      {requests.map(request => (
        <RequestCard key={request.row.id} request={request} explained={explained} />
      ))}
    </div>
  );
}

/** A card goes away with the focus on it: the next one takes it, so that the keyboard goes on. */
function useFocusOnNext(list: { current: HTMLElement | null }, requests: readonly RequestView[]) {
  const ids = requests.map(({ row }) => row.id);
  const before = useRef(ids);
  useEffect(() => {
    const isGone = before.current.some(id => !ids.includes(id));
    before.current = ids;
    if (isGone && document.activeElement === document.body)
      list.current?.querySelector<HTMLElement>('[data-request]')?.focus();
  }, [ids.join()]);
}

/** Presses a button of the card in focus, else of the first. */
function press(what: 'approve' | 'reject' | 'edit'): void {
  const cards = Array.from(document.querySelectorAll<HTMLElement>('[data-request]')).filter(isShown);
  const card = cards.find(one => one.contains(document.activeElement)) ?? cards[0];
  card?.querySelector<HTMLElement>(`[data-do=${what}]`)?.click();
}

/** What is not on the screen is not decided by a key. */
const isShown = (card: HTMLElement): boolean => card.checkVisibility();

/** What has neither a yes nor a no, but an answer of its own. */
const isAsked = ({ row }: RequestView): boolean => row.asks === 'question' || row.asks === 'outcome';

/** Only what something that waits can be answered with: a question cannot be approved. */
function approvalActions(requests: readonly RequestView[]): readonly Action[] {
  const words = () => approvalWords().actions;
  const offered: Action[] = [];
  if (!requests.every(isAsked)) {
    offered.push(
      { id: 'approval.approve', group: 'here', title: () => words().approve, do: () => press('approve') },
      { id: 'approval.reject', group: 'here', title: () => words().reject, do: () => press('reject') },
    );
  }
  if (requests.some(({ row }) => row.asks === 'approval'))
    offered.push({ id: 'approval.edit', group: 'here', title: () => words().edit, do: () => press('edit') });
  return offered;
}
