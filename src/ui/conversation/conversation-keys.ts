import { plainText } from '../../domain/part';
import type { Action } from '../../state/actions';
import { conversation, retry, transcript } from '../../state/conversation';
import { copy } from '../../state/device';
import { filesHere } from '../../state/files';
import { openFind } from '../../state/find';
import { taskHere } from '../../state/plan';
import { conversationWords } from '../words/conversation';
import { attempt } from '../attempt';
import { toggleFile } from './file-beside';
import { openTask } from './its-task';
import { openModelPicker } from './model-choosing';
import { quote } from './quote';
import { isUnderWay } from './run-buttons';
import { runActions } from './run-keys';

/** What can be done by key or palette while a conversation is on screen. */
export function conversationActions(): readonly Action[] {
  const words = () => conversationWords().actions;
  const answer = () => transcript.peek().messages.findLast(({ row }) => row.role === 'agent');
  return [
    ...runActions(() => conversation.value?.run),
    {
      id: 'conversation.write',
      group: 'here',
      title: () => words().write,
      do: () => document.getElementById('conversation-composer')?.focus(),
    },
    {
      id: 'conversation.edit',
      group: 'here',
      title: () => words().edit,
      do: () => Array.from(document.querySelectorAll<HTMLElement>('[data-edit]')).at(-1)?.click(),
    },
    {
      id: 'conversation.retry',
      group: 'here',
      title: () => words().retry,
      when: () => !isUnderWay(conversation.value?.run),
      do: () => {
        const last = answer();
        if (last) void attempt(retry(last.row.id));
      },
    },
    {
      id: 'conversation.copy',
      group: 'here',
      title: () => words().copy,
      do: () => void attempt(copy(plainText(answer()?.body.parts ?? []))),
    },
    {
      id: 'conversation.quote',
      group: 'here',
      title: () => words().quote,
      do: () => quote(plainText(answer()?.body.parts ?? []), document.querySelector('[role=log]')),
    },
    { id: 'conversation.find', group: 'here', title: () => conversationWords().find.title, do: openFind },
    {
      id: 'conversation.task',
      group: 'here',
      title: () => conversationWords().toTask,
      when: () => taskHere.value !== undefined,
      do: openTask,
    },
    {
      id: 'conversation.file',
      group: 'here',
      title: () => words().file,
      when: () => filesHere.value.length > 0,
      do: toggleFile,
    },
    { id: 'conversation.model', group: 'here', title: () => words().model, do: openModelPicker },
    {
      id: 'conversation.next',
      group: 'here',
      title: () => words().next,
      hidden: true,
      repeats: true,
      do: () => step(1),
    },
    {
      id: 'conversation.previous',
      group: 'here',
      title: () => words().previous,
      hidden: true,
      repeats: true,
      do: () => step(-1),
    },
  ];
}

/** Moves the focus to the next or previous turn on screen. */
function step(by: 1 | -1): void {
  const turns = Array.from(document.querySelectorAll<HTMLElement>('[data-turn]'));
  const at = turns.findIndex(turn => turn.contains(document.activeElement));
  const from = at < 0 ? (by === 1 ? -1 : turns.length) : at;
  turns[from + by]?.focus();
}
