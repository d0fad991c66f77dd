import { useEffect } from 'preact/hooks';
import { agentHere } from '../../state/agents';
import { now } from '../../state/clock';
import { conversation } from '../../state/conversation';
import { hrefOf, place } from '../../state/place';
import { waitingCount } from '../../state/requests';
import { longDay } from '../formats';
import { appWords } from '../words/app';
import { shellWords } from '../words/shell';
import { Icon } from '../parts/icon';
import style from './crumb.module.css';

/** The name of the place, for the bar and for the title of the page. */
function usePlaceName(): string {
  const shell = shellWords();
  const words = appWords();
  const here = place.value;
  switch (here.at) {
    case 'agent':
      return agentHere.value?.row.body.name ?? words.agent;
    case 'conversation':
      return conversation.value?.row.body.title ?? words.conversation;
    case 'nowhere':
    case 'task':
    case 'run':
    case 'welcome':
    case 'unlock':
      return words[here.at];
    case 'today':
    case 'team':
    case 'conversations':
    case 'inbox':
    case 'files':
    case 'costs':
    case 'settings':
      return shell[here.at];
    case 'file':
      return shell.files;
  }
}

/** Where the user is; on Today, which day it is. */
export function Crumb() {
  const name = usePlaceName();
  const shell = shellWords();
  const waiting = waitingCount.value;
  const plain = appWords().title(name);
  const title = waiting > 0 ? appWords().titleWaiting(waiting, plain) : plain;
  const here = place.value.at;
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (here === 'today') return <>{longDay(now.value)}</>;
  if (here !== 'agent' && here !== 'conversation') return <>{name}</>;
  return (
    <span class={style.crumb}>
      <a href={hrefOf(here === 'agent' ? { at: 'team', hire: false } : { at: 'conversations' })}>
        {here === 'agent' ? shell.team : shell.conversations}
      </a>
      <Icon name="forward" small />
      <span class="one-line">{name}</span>
    </span>
  );
}
