import { copy, download } from '../../state/device';
import { requestNow } from '../../state/request-now';
import type { RequestView } from '../../state/requests';
import { tell, warn } from '../../state/toasts';
import { decisionText, decisionWords } from '../words/decision';

/**
 * Says of requests that another tab answered first what holds; nothing of those that still wait. What was `typed` for an
 * answer can be copied for as long as that stands there.
 */
export async function tellLate(requests: readonly RequestView[], typed: string): Promise<void> {
  const now = await Promise.all(requests.map(requestNow));
  const over = now.filter(request => request?.row.status !== 'open');
  const [first] = over;
  if (over.length === 0) return;
  const words = decisionWords();
  const { answer } = first?.row ?? {};
  const held = answer === undefined ? words.waitsNoMore : words.was(decisionText(answer, first?.said));
  const told = over.length > 1 ? words.were(over.length) : held;
  if (typed.trim() === '') return tell(told);
  warn(told, { label: words.copyTyped, do: () => void handOver(typed) });
}

/** Gives the user back words that have no place any more. */
async function handOver(typed: string): Promise<void> {
  const words = decisionWords();
  try {
    await copy(typed);
    tell(words.copied);
  } catch {
    download(words.typedFile, new Blob([typed], { type: 'text/plain' }));
    tell(words.typedSaved);
  }
}
