import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { inView, tellAway } from '../../state/attention';
import { go, hrefOf, place, type Place } from '../../state/place';
import { endedBetween, tasks, tasksUnread, type TaskView } from '../../state/today';
import { lead } from '../../state/toasts';
import { attentionWords } from '../words/attention';

/**
 * Tells of tasks that came to their end where the user does not see it: by the app itself on another screen, by the
 * system while no page is in view, and then by the app once more when they are back.
 */
export function useFinished(): void {
  const before = useRef(tasksUnread);
  const missed = useRef<TaskView[]>([]);
  useSignalEffect(() => {
    const ended = endedBetween(before.current, tasks.value);
    before.current = tasks.value;
    const [last] = ended;
    if (!last) return;
    const at = hrefOf(placeOf(last));
    void tellAway({ kind: 'finished', title: deedOf(last), text: last.row.body.title, at }).then(where => {
      if (where === 'here') tell(ended);
      if (where === 'nowhere') missed.current.push(...ended);
    });
  });
  useSignalEffect(() => {
    if (!inView.value) return;
    tell(missed.current);
    missed.current = [];
  });
}

/** In a toast, which only leads where the user is not yet. */
function tell(ended: readonly TaskView[]): void {
  const unseen = ended.filter(task => !isInSight(task, place.peek()));
  const words = attentionWords();
  const [only] = unseen;
  if (!only) return;
  const text = unseen.length > 1 ? words.several(unseen.length) : words.of(deedOf(only), only.row.body.title);
  lead(text, { label: words.open, do: () => go(unseen.length > 1 ? { at: 'today' } : placeOf(only)) });
}

const deedOf = ({ run, agentName }: TaskView): string =>
  run?.phase === 'failed' ? attentionWords().failed(agentName) : attentionWords().finished(agentName);

const placeOf = ({ row }: TaskView): Place =>
  row.conversation ? { at: 'conversation', id: row.conversation } : { at: 'task', id: row.id };

/** Whether a screen shows by itself that the task is over. */
const isInSight = ({ row }: TaskView, here: Place): boolean =>
  here.at === 'today' ||
  (here.at === 'conversation' && here.id === row.conversation) ||
  (here.at === 'task' && here.id === row.id);
