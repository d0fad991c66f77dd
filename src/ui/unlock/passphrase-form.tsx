import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { unlock } from '../../state/vault';
import { bound } from '../parts/bound';
import { Button } from '../parts/button';
import { SecretField } from '../parts/field';
import { vaultWords } from '../words/vault';
import { useWork } from '../use-work';
import { useRefusal } from './use-refusal';
import style from './unlock.module.css';

/** One field and one button; after wrong tries the button waits as long as the vault says. */
export function PassphraseForm({ waitUntil, onDone }: { waitUntil: number | undefined; onDone: () => void }) {
  const words = vaultWords();
  const passphrase = useSignal('');
  const refusal = useRefusal();
  const work = useWork();
  const wait = useSecondsUntil(waitUntil);
  const form = useRef<HTMLFormElement>(null);
  const focus = () => form.current?.querySelector('input')?.focus();
  useEffect(focus, []);

  async function submit(event: Event) {
    event.preventDefault();
    if (wait > 0) return;
    refusal.set();
    await work.run(
      async () => {
        await unlock(passphrase.peek());
        passphrase.value = '';
        onDone();
      },
      failure => {
        refusal.set(failure);
        focus();
      },
    );
  }

  return (
    <form ref={form} class={style.form} onSubmit={event => void submit(event)}>
      <SecretField
        label={words.passphrase}
        autocomplete="current-password"
        error={refusal.atField}
        {...bound(passphrase)}
      />
      {refusal.apart}
      <Button look="go" size="big" type="submit" busy={work.busy}>
        {wait > 0 ? words.wait(wait) : words.unlock}
      </Button>
    </form>
  );
}

/** Whole seconds until an instant, counted down. */
function useSecondsUntil(instant: number | undefined): number {
  const left = useSignal(0);
  useEffect(() => {
    const count = () => {
      left.value = instant === undefined ? 0 : Math.max(0, Math.ceil((instant - Date.now()) / 1_000));
    };
    count();
    const timer = setInterval(count, 500);
    return () => clearInterval(timer);
  }, [instant, left]);
  return left.value;
}
