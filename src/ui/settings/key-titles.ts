import type { KeyedAction } from '../../state/keys';
import { agentWords } from '../words/agent';
import { appWords } from '../words/app';
import { approvalWords } from '../words/approval';
import { attachWords } from '../words/attach';
import { conversationWords } from '../words/conversation';
import { filesWords } from '../words/files';
import { inboxWords } from '../words/inbox';
import { replayWords } from '../words/replay';
import { shellWords } from '../words/shell';

/** What each action with a key is called, also where it is not offered. */
export const keyTitles: Readonly<Record<KeyedAction, () => string>> = {
  find: () => appWords().find,
  help: () => appWords().help,
  'new-task': () => appWords().newTask,
  hire: () => appWords().hire,
  pause: () => appWords().pause,
  'go-today': () => shellWords().today,
  'go-inbox': () => shellWords().inbox,
  'go-team': () => shellWords().team,
  'go-conversations': () => shellWords().conversations,
  'go-files': () => shellWords().files,
  'go-costs': () => shellWords().costs,
  'go-settings': () => shellWords().settings,
  attach: () => attachWords().attach,
  'run.stop': () => conversationWords().actions.stop,
  'run.pause': () => conversationWords().actions.pause,
  'conversation.write': () => conversationWords().actions.write,
  'conversation.edit': () => conversationWords().actions.edit,
  'conversation.quote': () => conversationWords().actions.quote,
  'conversation.file': () => conversationWords().actions.file,
  'conversation.find': () => conversationWords().find.title,
  'conversation.model': () => conversationWords().actions.model,
  'conversation.next': () => conversationWords().actions.next,
  'conversation.previous': () => conversationWords().actions.previous,
  'find.next': () => conversationWords().find.next,
  'find.previous': () => conversationWords().find.previous,
  'find.close': () => conversationWords().find.close,
  'approval.approve': () => approvalWords().actions.approve,
  'approval.reject': () => approvalWords().actions.reject,
  'approval.edit': () => approvalWords().actions.edit,
  'inbox.next': () => inboxWords().next,
  'inbox.previous': () => inboxWords().previous,
  'agent-before': () => agentWords().before,
  'agent-after': () => agentWords().after,
  'file.edit': () => filesWords().actions.edit,
  'replay.next': () => replayWords().next,
  'replay.previous': () => replayWords().previous,
};
