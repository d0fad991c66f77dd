import { now } from '../../state/clock';
import { hrefOf } from '../../state/place';
import { hasEarlierDecided, lastDecided, showEarlierDecided, type RequestView } from '../../state/requests';
import { when } from '../formats';
import { Mark } from '../marks/mark';
import { Button } from '../parts/button';
import { Section } from '../parts/section';
import { State, type StateName } from '../parts/state';
import { decisionText } from '../words/decision';
import { inboxWords } from '../words/inbox';
import { deedOf } from './deed';
import style from './inbox.module.css';

/** The record of what the user decided, the newest first: for whom, what and when, each with the way to where it was asked. */
export function Decided() {
  const decided = lastDecided.value;
  if (decided.length === 0) return null;
  return (
    <Section title={inboxWords().decided}>
      <ul>
        {decided.map(request => (
          <DecidedRow key={request.row.id} request={request} />
        ))}
      </ul>
      {hasEarlierDecided.value && (
        <Button look="bare" onClick={showEarlierDecided}>
          {inboxWords().earlier}
        </Button>
      )}
    </Section>
  );
}

function DecidedRow({ request }: { request: RequestView }) {
  const { row, agentName, agentHue } = request;
  const words = inboxWords();
  const { answer = 'approved' } = row;
  const told = words.answers[answer];
  return (
    <li class={style.row}>
      <State is={shapeOf(answer)} quiet>
        {told}
      </State>
      <Mark name={agentName} hue={agentHue} size={28} />
      <a class={style.words} href={hrefOf({ at: 'conversation', id: row.conversation })} translate={false}>
        <span>{inboxWords().deedOf(agentName, deedOf(request))}</span>
        <span>{decisionText(answer, request.said)}</span>
      </a>
      <time class={style.time} dateTime={new Date(row.answered ?? row.at).toISOString()}>
        {when(row.answered ?? row.at, now.value)}
      </time>
    </li>
  );
}

function shapeOf(answer: NonNullable<RequestView['row']['answer']>): StateName {
  switch (answer) {
    case 'approved':
    case 'edited':
    case 'told':
    case 'done':
      return 'done';
    case 'rejected':
      return 'failed';
    case 'not-done':
    case 'again':
      return 'stopped';
  }
}
