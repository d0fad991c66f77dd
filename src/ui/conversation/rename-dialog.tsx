import { useSignal } from '@preact/signals';
import { bound } from '../parts/bound';
import { Dialog } from '../parts/dialog';
import { TextField } from '../parts/field';
import { conversationWords } from '../words/conversation';

/** Gives a conversation another title. */
export function RenameDialog({
  title,
  onSave,
  onClose,
}: {
  title: string;
  onSave: (title: string) => Promise<void>;
  onClose: () => void;
}) {
  const words = conversationWords();
  const value = useSignal(title);
  const save = () => {
    const wanted = value.peek().trim();
    if (wanted !== '') void onSave(wanted);
  };
  return (
    <Dialog title={words.rename} onClose={onClose} does={{ label: words.save, onDo: save }}>
      <TextField label={words.title} autofocus {...bound(value)} />
    </Dialog>
  );
}
