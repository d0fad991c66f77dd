import { answer, type RequestAnswer, type RequestView } from '../../state/requests';
import { useWork } from '../use-work';

/** Gives all of these requests the same answer; while one is on its way, no other is taken. */
export function useAnswer(requests: readonly RequestView[]): {
  isBusy: boolean;
  give: (given: Omit<RequestAnswer, 'request'>) => Promise<void>;
} {
  const work = useWork();
  const give = (given: Omit<RequestAnswer, 'request'>) =>
    work.run(() => answer(requests.map(({ row }) => ({ request: row.id, ...given }))));
  return { isBusy: work.busy, give };
}
