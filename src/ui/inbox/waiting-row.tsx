import type { RequestView } from '../../state/requests';
import { now } from '../../state/clock';
import { when } from '../formats';
import { Mark } from '../marks/mark';
import choice from '../parts/choice.module.css';
import { State } from '../parts/state';
import { inboxWords } from '../words/inbox';
import { deedOf } from './deed';
import style from './inbox.module.css';

/** One thing that waits, in a line: chosen by a click, picked by its box to be decided with others. */
export function WaitingRow({
  request,
  isChosen,
  isPicked,
  onChoose,
  onPick,
}: {
  request: RequestView;
  isChosen: boolean;
  isPicked: boolean;
  onChoose: () => void;
  /** Absent where it cannot be decided together with others. */
  onPick?: (isPicked: boolean) => void;
}) {
  const words = inboxWords();
  const deed = deedOf(request);
  return (
    <li class={style.row} data-chosen={isChosen || undefined}>
      {onPick ? (
        <input
          type="checkbox"
          class={choice.check}
          aria-label={words.pick(deed)}
          checked={isPicked}
          onChange={event => onPick(event.currentTarget.checked)}
        />
      ) : (
        <span class={style.noBox}>
          <State is="needs-you" quiet />
        </span>
      )}
      <Mark name={request.agentName} hue={request.agentHue} size={28} />
      <button type="button" class={style.words} aria-current={isChosen} onClick={onChoose} translate={false}>
        <b>{deed}</b>
        <span>{words.from(request.agentName, request.title)}</span>
      </button>
      <span class={style.time}>{when(request.row.opened, now.value)}</span>
    </li>
  );
}
