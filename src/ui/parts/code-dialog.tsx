import { useId } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { vaultWords } from '../words/vault';
import { Button } from './button';
import { Dialog } from './dialog';
import { RecoveryCode } from './recovery-code';

/** A recovery code, on screen until the user has it or says twice that they do without: it is never shown again. */
export function CodeDialog({ code, onDone }: { code: string; onDone: () => void }) {
  const words = vaultWords();
  const form = useId();
  const leaving = useSignal(false);
  const set = (to: boolean) => () => {
    leaving.value = to;
  };
  return (
    <Dialog
      title={words.codeTitle}
      onClose={onDone}
      isHeld
      foot={
        <>
          <Button look="bare" onClick={set(true)}>
            {words.codeWithout}
          </Button>
          <Button look="go" type="submit" form={form}>
            {words.codeDone}
          </Button>
        </>
      }
    >
      <RecoveryCode code={code} form={form} onDone={onDone} />
      {leaving.value && (
        <Dialog
          title={words.codeWithout}
          onClose={set(false)}
          does={{ label: words.codeLeave, look: 'no', onDo: onDone, leave: words.codeBack }}
        >
          <p>{words.codeLost}</p>
        </Dialog>
      )}
    </Dialog>
  );
}
