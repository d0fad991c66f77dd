import { useSignal } from '@preact/signals';
import { rename, setArchived, setGone, setPinned } from '../../state/conversations';
import { openFind } from '../../state/find';
import { go } from '../../state/place';
import { taskHere } from '../../state/plan';
import { tell } from '../../state/toasts';
import type { ConversationView } from '../../state/conversations';
import { lazyDialog } from '../parts/lazy';
import { Menu, type MenuItem } from '../parts/menu';
import { conversationWords } from '../words/conversation';
import { attempt } from '../attempt';
import { openTask } from './its-task';

const NameDialog = lazyDialog(() => import('../parts/name-dialog').then(chunk => chunk.NameDialog));

/** What can be done to a conversation as a whole. `leaves`: it is the one on screen, which one leaves with it. */
export function ConversationMenu({ view, leaves }: { view: ConversationView; leaves: boolean }) {
  const words = conversationWords();
  const isRenaming = useSignal(false);
  const { id, pinned, archived, body } = view.row;
  return (
    <>
      <Menu
        here={leaves}
        label={leaves ? words.menu : words.menuOf(body.title)}
        items={[
          ...(leaves ? [findHere(), ...(taskHere.value ? [itsTask()] : [])] : []),
          {
            label: words.rename,
            icon: 'edit',
            do: () => {
              isRenaming.value = true;
            },
          },
          {
            label: pinned ? words.unpin : words.pin,
            icon: 'pin',
            do: () => void attempt(setPinned(id, !pinned)),
          },
          {
            label: archived ? words.unarchive : words.archive,
            icon: 'archive',
            do: () => void setAside(view, leaves),
          },
          { label: words.remove, icon: 'delete', no: true, do: () => void remove(view, leaves) },
        ]}
      />
      {isRenaming.value && (
        <NameDialog
          title={words.rename}
          label={words.title}
          name={body.title}
          onSave={title => rename(id, title)}
          onClose={() => {
            isRenaming.value = false;
          }}
        />
      )}
    </>
  );
}

const itsTask = (): MenuItem => ({
  id: 'conversation.task',
  label: conversationWords().toTask,
  icon: 'check',
  do: openTask,
});

const findHere = (): MenuItem => ({
  id: 'conversation.find',
  label: conversationWords().find.title,
  icon: 'search',
  do: openFind,
});

/** Deletes at once and offers to take it back. */
async function remove({ row }: ConversationView, leaves: boolean): Promise<void> {
  if (!(await attempt(setGone(row.id, true)))) return;
  tell(conversationWords().removed(row.body.title), () => void attempt(setGone(row.id, false)));
  if (leaves) go({ at: 'conversations' });
}

async function setAside({ row }: ConversationView, leaves: boolean): Promise<void> {
  if (!(await attempt(setArchived(row.id, !row.archived))) || row.archived) return;
  tell(conversationWords().archived(row.body.title), () => void attempt(setArchived(row.id, false)));
  if (leaves) go({ at: 'conversations' });
}
