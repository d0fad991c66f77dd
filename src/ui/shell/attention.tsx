import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { badge, followView, stayAwake, tellAway } from '../../state/attention';
import { frozen } from '../../state/frozen';
import { hrefOf } from '../../state/place';
import { inbox, inboxUnread, type RequestView } from '../../state/requests';
import { isAnyRunning } from '../../state/today';
import { titleOf } from '../approval/request-title';
import { refuseDropped } from '../refuse-dropped';
import { useFinished } from './finished';

/**
 * Draws the user's attention when a run comes to need them: said once to screen readers, counted on the app's icon, told
 * by the system while no page is in view. What already waited when the page was opened is only counted. What is finished
 * is told, too. While something runs, the screen stays on.
 */
export function Attention() {
  const said = useSignal('');
  const known = useRef<ReadonlySet<string> | undefined>(undefined);
  const waiting = inbox.value;
  // Followed from the beginning, whichever screen is up when the device stops the page.
  useSignalEffect(() => void frozen.value);
  useSignalEffect(() => stayAwake(isAnyRunning.value));
  useSignalEffect(followView);
  useFinished();
  // Here, because this is on every screen and in nobody's way at the start.
  useEffect(refuseDropped, []);
  useEffect(() => {
    if (waiting === inboxUnread) return;
    const before = known.current;
    known.current = new Set(waiting.map(({ row }) => row.id));
    badge(waiting.length);
    const added = before ? waiting.filter(({ row }) => !before.has(row.id)) : [];
    const [first] = added;
    if (!first) return;
    said.value = added.map(titleOf).join('. ');
    tellSystem(first);
  }, [waiting]);
  return (
    <div class="hidden-words" aria-live="assertive">
      {said.value}
    </div>
  );
}

function tellSystem(request: RequestView): void {
  const at = hrefOf({ at: 'conversation', id: request.row.conversation });
  void tellAway({ kind: 'needs-you', title: titleOf(request), text: request.title, at });
}
