import { useEffect, useMemo } from 'preact/hooks';
import { openUnsent, type UnsentPlace, type UnsentText } from '../state/unsent';

/** The kept text of a composer for as long as it is on screen. */
export function useUnsent(place: UnsentPlace): UnsentText {
  const unsent = useMemo(() => openUnsent(place), [place]);
  useEffect(() => () => unsent.close(), [unsent]);
  return unsent;
}
