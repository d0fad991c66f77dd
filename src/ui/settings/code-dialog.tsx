import type { Signal } from '@preact/signals';
import { Dialog } from '../parts/dialog';
import { RecoveryCode } from '../parts/recovery-code';
import { vaultWords } from '../words/vault';

/** A recovery code while there is one to show. */
export function CodeDialog({ code }: { code: Signal<string | undefined> }) {
  const close = () => {
    code.value = undefined;
  };
  if (code.value === undefined) return null;
  return (
    <Dialog title={vaultWords().codeTitle} onClose={close}>
      <RecoveryCode code={code.value} onDone={close} />
    </Dialog>
  );
}
