import { useSignal } from '@preact/signals';
import { useWork } from '../use-work';
import { partsWords } from '../words/parts';
import { bound } from './bound';
import { Dialog } from './dialog';
import { TextField } from './field';

/** Gives something a name or another one. It stays open where that did not work, with what was typed. */
export function NameDialog({
  title,
  label,
  name,
  onSave,
  onClose,
}: {
  title: string;
  /** Of the field. */
  label: string;
  /** As it is now. */
  name: string;
  onSave: (name: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const typed = useSignal(name);
  const work = useWork();
  const save = async () => {
    const wanted = typed.peek().trim();
    if (wanted === '') return;
    await work.run(async () => {
      await onSave(wanted);
      onClose();
    });
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      does={{ label: partsWords().save, busy: work.busy, onDo: () => void save() }}
    >
      <TextField label={label} autofocus {...bound(typed)} />
    </Dialog>
  );
}
