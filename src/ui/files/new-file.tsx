import { useSignal } from '@preact/signals';
import { saveFile } from '../../state/files';
import { go } from '../../state/place';
import { bound } from '../parts/bound';
import { Dialog } from '../parts/dialog';
import { AreaField, TextField } from '../parts/field';
import { filesWords } from '../words/files';
import { usePasted } from '../use-pasted';
import { useWork } from '../use-work';

/** A file by the user's own hand. */
export function NewFile({ taken, onClose }: { taken: readonly string[]; onClose: () => void }) {
  const words = filesWords();
  const path = useSignal('');
  const text = useSignal('');
  const pasted = usePasted(text);
  const fault = useSignal<string | undefined>(undefined);
  const work = useWork();
  const submit = async () => {
    const wanted = path.peek().trim();
    fault.value = wanted === '' ? words.pathNeeded : taken.includes(wanted) ? words.pathTaken : undefined;
    if (fault.peek() !== undefined) return;
    await work.run(async () => {
      const id = await saveFile(wanted, text.peek(), { pasted: pasted.holds.peek(), isNew: true });
      onClose();
      go({ at: 'file', id });
    });
  };
  return (
    <Dialog
      title={words.create}
      onClose={onClose}
      does={{ label: words.save, busy: work.busy, onDo: () => void submit() }}
    >
      <TextField
        label={words.path}
        hint={words.pathHint}
        error={fault.value}
        spellcheck={false}
        autofocus
        {...bound(path)}
      />
      <AreaField label={words.text} onPaste={pasted.onPaste} {...bound(text)} />
    </Dialog>
  );
}
