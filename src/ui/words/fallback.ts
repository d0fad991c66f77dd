import type { Unavailability } from '../../domain/fallback';
import { wording } from './language';

export const fallbackWords = wording('fallback', {
  label: 'When the model is unavailable',
  hint: 'Goes on with this one after trying again. Empty: the run stops and says why.',
  mayBeDearer: 'Even though it may cost more',
  dearer: (rates: string) => `${rates} per million costs more. Off: it is used only if that changes.`,
  perhapsDearer: 'One of the two prices is not known. Off: it is not used.',
  none: 'none',
  answered: (model: string, other: string, why: string) => `Answered by ${model}, because ${other} ${why}.`,
  why: {
    overloaded: 'was overloaded',
    'rate-limited': 'took no more calls',
    'provider-failed': 'failed again and again',
    'opaque-failure': 'could not be reached',
    'unknown-model': 'is not offered any more',
    'no-credit': 'had no credit left',
  },
});

/** Which model answered instead of which, and why. */
export function answeredInstead(model: string, { of, because }: { of: string; because: Unavailability }): string {
  const words = fallbackWords();
  return words.answered(model, of, words.why[because]);
}
