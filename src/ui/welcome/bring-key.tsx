import { useSignal, type Signal } from '@preact/signals';
import { vaultStatus } from '../../state/vault';
import { Guide } from '../connect/guide';
import { KeyWays } from '../connect/key-ways';
import { SharedOrigin } from '../connect/shared-origin';
import type { TestResult } from '../connect/tested';
import { Button } from '../parts/button';
import { lazy } from '../parts/lazy';
import { welcomeWords } from '../words/welcome';
import style from './welcome.module.css';

const KeepKey = lazy(() => import('./keep-key').then(chunk => chunk.KeepKey));
const ServerForm = lazy(() => import('../connect/server-form').then(chunk => chunk.ServerForm));

/** The way in with a key: test first, then the passphrase that keeps it. */
export function BringKey({ tested, onKept }: { tested: Signal<TestResult | undefined>; onKept: () => void }) {
  const words = welcomeWords();
  const server = useSignal(false);
  const inVault = useSignal(false);
  const onTested = (result: TestResult) => {
    // As it was when the key came: the passphrase's own form opens the vault and has yet to show the recovery code.
    inVault.value = vaultStatus.peek()?.state === 'open';
    tested.value = result;
  };
  return (
    <section class={style.main}>
      <h2>{words.bringKey}</h2>
      <SharedOrigin />
      {server.value ? <ServerForm onTested={onTested} /> : <KeyWays onTested={onTested} />}
      {tested.value ? (
        inVault.value ? (
          <>
            <p class="muted">{words.keptAlready}</p>
            <Button look="go" size="big" onClick={onKept}>
              {words.goOn}
            </Button>
          </>
        ) : (
          <KeepKey onKept={onKept} />
        )
      ) : (
        <>
          <p class={style.or}>
            <Button
              look="bare"
              onClick={() => {
                server.value = !server.value;
              }}
            >
              {server.value ? words.orKey : words.orServer}
            </Button>
          </p>
          <Guide />
        </>
      )}
    </section>
  );
}
