import { useSignal } from '@preact/signals';
import { bound } from '../parts/bound';
import { Dialog, DialogFoot } from '../parts/dialog';
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
  return (
    <Dialog
      title={words.rename}
      onClose={onClose}
      foot={
        <DialogFoot
          cancel={words.cancel}
          onClose={onClose}
          label={words.save}
          onDo={() => {
            if (value.value.trim() !== '') void onSave(value.value.trim());
          }}
        />
      }
    >
      <TextField label={words.title} autofocus {...bound(value)} />
    </Dialog>
  );
}
