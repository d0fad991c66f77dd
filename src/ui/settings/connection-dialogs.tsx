import { useSignal } from '@preact/signals';
import { authOf } from '../../domain/provider-defaults';
import { replaceKey } from '../../state/connect';
import { editConnection, type ConnectionView } from '../../state/connections';
import { Problem } from '../connect/problem';
import { bound } from '../parts/bound';
import { Dialog } from '../parts/dialog';
import { SecretField, TextField } from '../parts/field';
import { connectionsWords, settingsWords } from '../words/settings';
import { tellError } from '../tell-error';
import { useExplainedWork } from './use-explained-work';

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
    <Dialog title={words.rename} onClose={onClose} does={{ label: settingsWords().save, onDo: save }}>
      <TextField label={words.name} autofocus {...bound(name)} />
    </Dialog>
  );
}

export function ReplaceKeyDialog({ view, onClose }: DialogOf) {
  const words = connectionsWords();
  const secret = useSignal('');
  const work = useExplainedWork();
  async function save() {
    if (secret.peek().trim() === '') return;
    const { header, prefix } = authOf(view.row);
    await work.run(async () => {
      await replaceKey(view, secret.peek().trim(), { header, prefix });
      secret.value = '';
      onClose();
    });
  }
  return (
    <Dialog
      title={words.replaceKey}
      onClose={onClose}
      does={{ label: settingsWords().save, busy: work.busy, onDo: () => void save() }}
    >
      <SecretField label={words.newKey} autofocus {...bound(secret)} />
      {work.problem && <Problem {...work.problem} />}
    </Dialog>
  );
}
