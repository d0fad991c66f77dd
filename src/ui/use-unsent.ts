import { useEffect, useMemo } from 'preact/hooks';
import { openUnsent, type UnsentPlace, type UnsentText } from '../state/unsent';

/** What is typed in one place and not sent: kept over reloads and tabs. */
export function useUnsent(place: UnsentPlace): UnsentText {
  const unsent = useMemo(() => openUnsent(place), [place]);
  useEffect(() => () => unsent.close(), [unsent]);
  return unsent;
}
