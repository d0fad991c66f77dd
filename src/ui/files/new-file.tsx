import { useSignal } from '@preact/signals';
import { saveFile } from '../../state/files';
import { go } from '../../state/place';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { AreaField, TextField } from '../parts/field';
import { tellError } from '../tell-error';
import { filesWords } from '../words/files';

/** A file by the user's own hand. */
export function NewFile({ taken, onClose }: { taken: readonly string[]; onClose: () => void }) {
  const words = filesWords();
  const path = useSignal('');
  const text = useSignal('');
  const fault = useSignal<string | undefined>(undefined);
  const submit = async () => {
    const wanted = path.peek().trim();
    fault.value = wanted === '' ? words.pathNeeded : taken.includes(wanted) ? words.pathTaken : undefined;
    if (fault.peek() !== undefined) return;
    try {
      const id = await saveFile(wanted, text.peek());
      onClose();
      go({ at: 'file', id });
    } catch (error) {
      tellError(error);
    }
  };
  return (
    <Dialog
      title={words.create}
      onClose={onClose}
      foot={
        <>
          <Button look="bare" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button look="go" onClick={() => void submit()}>
            {words.save}
          </Button>
        </>
      }
    >
      <TextField
        label={words.path}
        hint={words.pathHint}
        error={fault.value}
        value={path.value}
        spellcheck={false}
        onValue={value => {
          path.value = value;
        }}
      />
      <AreaField
        label={words.text}
        value={text.value}
        onValue={value => {
          text.value = value;
        }}
      />
    </Dialog>
  );
}
