import { useSignal } from '@preact/signals';
import { authOf } from '../../domain/provider-defaults';
import { replaceKey } from '../../state/connect';
import { editConnection, type ConnectionView } from '../../state/connections';
import { Problem } from '../connect/problem';
import { bound } from '../parts/bound';
import { Dialog, DialogFoot } from '../parts/dialog';
import { SecretField, TextField } from '../parts/field';
import { explain } from '../words/errors';
import { connectionsWords, settingsWords } from '../words/settings';
import { tellError } from '../tell-error';

interface DialogOf {
  view: ConnectionView;
  onClose: () => void;
}

export function RenameDialog({ view, onClose }: DialogOf) {
  const words = connectionsWords();
  const name = useSignal(view.row.body.name);
  const save = () => {
    if (name.peek().trim() === '') return;
    onClose();
    editConnection(view.row.id, { name: name.peek().trim() }).catch(tellError);
  };
  return (
    <Dialog title={words.rename} onClose={onClose} foot={<Foot onClose={onClose} onSave={save} />}>
      <TextField label={words.name} autofocus {...bound(name)} />
    </Dialog>
  );
}

export function ReplaceKeyDialog({ view, onClose }: DialogOf) {
  const words = connectionsWords();
  const secret = useSignal('');
  const busy = useSignal(false);
  const problem = useSignal<{ what: string; next: string } | undefined>(undefined);
  async function save() {
    if (busy.peek() || secret.peek().trim() === '') return;
    busy.value = true;
    problem.value = undefined;
    const { header, prefix } = authOf(view.row);
    try {
      await replaceKey(view, secret.peek().trim(), { header, prefix });
      secret.value = '';
      onClose();
    } catch (error) {
      problem.value = explain(error);
    }
    busy.value = false;
  }
  return (
    <Dialog
      title={words.replaceKey}
      onClose={onClose}
      foot={<Foot onClose={onClose} onSave={() => void save()} busy={busy.value} />}
    >
      <SecretField label={words.newKey} autofocus {...bound(secret)} />
      {problem.value && <Problem {...problem.value} />}
    </Dialog>
  );
}

function Foot({ onClose, onSave, busy = false }: { onClose: () => void; onSave: () => void; busy?: boolean }) {
  const words = settingsWords();
  return <DialogFoot cancel={words.cancel} onClose={onClose} label={words.save} busy={busy} onDo={onSave} />;
}
