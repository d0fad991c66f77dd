import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { persist } from '../../state/device';
import { createVault } from '../../state/vault';
import { bound } from '../parts/bound';
import { Button } from '../parts/button';
import { Check } from '../parts/choice';
import { CodeDialog } from '../parts/code-dialog';
import { NewPassphrase } from '../parts/passphrase';
import { Problem } from '../parts/problem';
import { explain, type Explanation } from '../words/errors';
import { welcomeWords } from '../words/welcome';
import { useWork } from '../use-work';
import style from './welcome.module.css';

/** The key works: now a passphrase encrypts it, or it stays in memory until the tab closes. */
export function KeepKey({ onKept }: { onKept: () => void }) {
  const words = welcomeWords();
  const passphrase = useSignal('');
  const recovery = useSignal(true);
  const code = useSignal<string | undefined>(undefined);
  const problem = useSignal<Explanation | undefined>(undefined);
  const work = useWork();
  const form = useRef<HTMLFormElement>(null);
  // The way goes on here, and Enter with it: the button that had the focus is gone.
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  async function keep(event: Event) {
    event.preventDefault();
    problem.value = undefined;
    await work.run(
      async () => {
        const { recoveryCode } = await createVault(passphrase.peek(), recovery.peek());
        await persist();
        if (recoveryCode === undefined) onKept();
        else code.value = recoveryCode;
      },
      failure => {
        problem.value = explain(failure);
      },
    );
  }

  return (
    <>
      <form ref={form} class={style.keep} onSubmit={event => void keep(event)}>
        <NewPassphrase
          label={words.passphrase}
          value={passphrase.value}
          onValue={value => {
            passphrase.value = value;
            problem.value = undefined;
          }}
        />
        <p class="small muted">{words.passphraseLine}</p>
        <Check {...bound(recovery)}>{words.recovery}</Check>
        {problem.value && <Problem {...problem.value} state={words.notKept} />}
        <Button look="go" size="big" type="submit" busy={work.busy}>
          {words.keep}
        </Button>
        <Button look="bare" onClick={onKept}>
          {words.later}
        </Button>
      </form>
      {/* Beside the form: the code's own would send this one too. */}
      {code.value !== undefined && <CodeDialog code={code.value} onDone={onKept} />}
    </>
  );
}
