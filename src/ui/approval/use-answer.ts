import { useSignal } from '@preact/signals';
import { answer, type RequestAnswer, type RequestView } from '../../state/requests';
import { attempt } from '../attempt';

/** Gives all of these requests the same answer; while one is on its way, no other is taken. */
export function useAnswer(requests: readonly RequestView[]): {
  isBusy: boolean;
  give: (given: Omit<RequestAnswer, 'request'>) => Promise<void>;
} {
  const isBusy = useSignal(false);
  const give = async (given: Omit<RequestAnswer, 'request'>) => {
    if (isBusy.peek()) return;
    isBusy.value = true;
    await attempt(answer(requests.map(({ row }) => ({ request: row.id, ...given }))));
    isBusy.value = false;
  };
  return { isBusy: isBusy.value, give };
}
