import { useEffect } from 'preact/hooks';
import { agentHere } from '../../state/agents';
import { conversation } from '../../state/conversation';
import { place } from '../../state/place';
import { waitingCount } from '../../state/requests';
import { appWords } from '../words/app';
import { settingsParts, shellWords } from '../words/shell';

/** The name of the place, for the bar and for the title of the page. */
export function placeName(): string {
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
      return shell[here.at];
    case 'settings':
      return settingsParts()[here.section];
    case 'file':
      return shell.files;
  }
}

/** The title of the page. While the workspace is hidden it says nothing of it either. */
export function PageTitle({ isHidden }: { isHidden: boolean }) {
  const words = appWords();
  const waiting = isHidden ? 0 : waitingCount.value;
  const name = words.title(isHidden ? words.unlock : placeName());
  const title = waiting > 0 ? words.titleWaiting(waiting, name) : name;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return null;
}
