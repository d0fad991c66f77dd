import { useSignal } from '@preact/signals';
import { authOf } from '../../domain/provider-defaults';
import { replaceKey } from '../../state/connect';
import type { ConnectionView } from '../../state/connections';
import { Problem } from '../parts/problem';
import { bound } from '../parts/bound';
import { Dialog } from '../parts/dialog';
import { SecretField } from '../parts/field';
import { connectWords } from '../words/connect';
import { connectionsWords, settingsWords } from '../words/settings';
import { useExplainedWork } from './use-explained-work';

/** Puts another key in the place of a connection's own. */
export function ReplaceKeyDialog({ view, onClose }: { view: ConnectionView; onClose: () => void }) {
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
      {work.problem && <Problem {...work.problem} state={connectWords().noAnswer} />}
    </Dialog>
  );
}
