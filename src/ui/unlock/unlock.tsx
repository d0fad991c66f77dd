import { useSignal } from '@preact/signals';
import { go, place } from '../../state/place';
import { settings } from '../../state/settings';
import { vaultStatus } from '../../state/vault';
import { ButtonLink } from '../parts/button';
import { Lamp } from '../parts/lamp';
import { appWords } from '../words/app';
import { vaultWords } from '../words/vault';
import { hrefOf } from '../../state/place';
import { Forgotten } from './forgotten';
import { PassphraseForm } from './passphrase-form';
import { RecoveryForm } from './recovery-form';
import style from './unlock.module.css';

type Way = 'passphrase' | 'recovery' | 'forgotten';

/** The way back in. It shows nothing of the workspace but its name, and under the screen lock not even that. */
export function Unlock() {
  const words = vaultWords();
  const way = useSignal<Way>('passphrase');
  const status = vaultStatus.value;
  const blank = status?.screenLocked ?? false;
  const name = settings.value.workspaceName || appWords().unnamed;
  const take = (next: Way) => () => {
    way.value = next;
  };
  const done = () => {
    if (place.peek().at === 'unlock') go({ at: 'today' }, 'replace');
  };
  if (status && !blank && status.state !== 'locked') return <Open hasKeys={status.state !== 'absent'} />;
  return (
    <main class={style.page}>
      <div class={style.card}>
        <Lamp size={56} />
        <h1 tabIndex={-1}>{blank ? words.screenLocked : words.locked(name)}</h1>
        <p class="muted">{blank ? words.lockedLine : words.keysLockedLine}</p>
        {way.value === 'passphrase' && <PassphraseForm waitUntil={status?.waitUntil} onDone={done} />}
        {way.value === 'recovery' && <RecoveryForm onDone={done} />}
        {way.value === 'forgotten' && <Forgotten onDone={done} />}
        <div class={style.links}>
          {way.value !== 'passphrase' && (
            <button type="button" onClick={take('passphrase')}>
              {words.back}
            </button>
          )}
          {way.value === 'passphrase' && status?.recovery && (
            <button type="button" onClick={take('recovery')}>
              {words.useRecovery}
            </button>
          )}
          {way.value === 'passphrase' && (
            <button type="button" onClick={take('forgotten')}>
              {words.forgot}
            </button>
          )}
        </div>
      </div>
    </main>
  );
}

/** Someone came here by address although nothing is locked. */
function Open({ hasKeys }: { hasKeys: boolean }) {
  const words = vaultWords();
  return (
    <main class={style.page}>
      <div class={style.card}>
        <Lamp size={56} />
        <h1 tabIndex={-1}>{hasKeys ? words.nothingLocked : words.noKeys}</h1>
        <p class="muted">{hasKeys ? words.nothingLockedLine : words.noKeysLine}</p>
        <ButtonLink
          look="go"
          size="big"
          href={hrefOf(hasKeys ? { at: 'today' } : { at: 'settings', section: 'connections' })}
        >
          {hasKeys ? appWords().toToday : words.toConnections}
        </ButtonLink>
      </div>
    </main>
  );
}
