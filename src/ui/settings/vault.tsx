import { useSignal } from '@preact/signals';
import type { LockLimits } from '../../domain/ports';
import { setSetting, settings } from '../../state/settings';
import { lock, setLocks, vaultStatus } from '../../state/vault';
import { Button } from '../parts/button';
import { CodeDialog } from '../parts/code-dialog';
import { SelectField } from '../parts/field';
import { Page } from '../parts/page';
import { Section } from '../parts/section';
import { State } from '../parts/state';
import { Switch } from '../parts/switch';
import { Forgotten } from '../unlock/forgotten';
import { vaultSettingsWords } from '../words/settings';
import { settingsParts } from '../words/shell';
import { ChangePassphrase } from './change-passphrase';
import { RecoverySection } from './recovery-section';
import { SetPassphrase } from './set-passphrase';
import { tellError } from '../tell-error';
import { useWork } from '../use-work';
import style from './settings.module.css';

/** Passphrase, recovery code, and when what is locked. */
export function VaultSettings() {
  const words = vaultSettingsWords();
  const status = vaultStatus.value;
  const code = useSignal<string | undefined>(undefined);
  if (!status) return null;
  const kept = status.state === 'open' || status.state === 'locked';
  return (
    <Page title={settingsParts().vault} line={words.line}>
      <Section title={words.status}>
        <div class={style.lines}>
          <p class={style.progress}>
            <State is={kept ? 'done' : 'waiting'} quiet />
            <span>{words.states[status.state]}</span>
          </p>
          {kept && <p class="small muted">{status.shared ? words.shared : words.notShared}</p>}
        </div>
      </Section>
      {!kept && <SetPassphrase code={code} />}
      {kept && status.limits && <Locks limits={status.limits} />}
      {status.state === 'open' && <LockNow />}
      {status.state === 'open' && <ChangePassphrase />}
      {status.state === 'open' && <RecoverySection has={status.recovery} code={code} />}
      {status.state !== 'absent' && (
        <Section title={words.erase}>
          <div class={style.form}>
            <Forgotten onDone={() => {}} />
          </div>
        </Section>
      )}
      {code.value !== undefined && (
        <CodeDialog
          code={code.value}
          onDone={() => {
            code.value = undefined;
          }}
        />
      )}
    </Page>
  );
}

const MINUTE_MS = 60_000;
const MINUTES = [1, 5, 15, 30, 60];
const HOUR_MS = 60 * MINUTE_MS;
const HOURS = [1, 4, 8, 12, 24, 72, 168];

/** What may be chosen, in milliseconds; what the vault holds is on the list, whoever set it. */
const choices = (listed: readonly number[], held: number, label: (ms: number) => string) =>
  [...new Set([...listed, held])].sort((a, b) => a - b).map(ms => ({ value: String(ms), label: label(ms) }));

/** One vault serves all workspaces of this device: when it locks is its own to say, and no file changes it. */
function Locks({ limits: { screenIdleMs, keyMaxMs, stopWhenIdle } }: { limits: LockLimits }) {
  const words = vaultSettingsWords();
  const change = (changed: Partial<LockLimits>) => void setLocks(changed).catch(tellError);
  const minutes = MINUTES.map(count => count * MINUTE_MS);
  const hours = HOURS.map(count => count * HOUR_MS);
  return (
    <Section title={words.locks}>
      <div class={style.form}>
        <SelectField
          label={words.idle}
          value={String(screenIdleMs)}
          options={choices(minutes, screenIdleMs, ms => words.minutes(ms / MINUTE_MS))}
          onValue={value => change({ screenIdleMs: Number(value) })}
        />
        <SelectField
          label={words.keyMax}
          hint={words.keyMaxLine}
          value={String(keyMaxMs)}
          options={choices(hours, keyMaxMs, ms => words.hours(ms / HOUR_MS))}
          onValue={value => change({ keyMaxMs: Number(value) })}
        />
      </div>
      <div class={style.lines}>
        <Switch
          label={words.stopWhenIdle}
          hint={words.stopWhenIdleLine}
          on={stopWhenIdle}
          onChange={on => change({ stopWhenIdle: on })}
        />
        <Switch
          label={words.hide}
          hint={words.hideLine}
          on={settings.value.hideUntilUnlocked}
          onChange={on => {
            setSetting('hideUntilUnlocked', on).catch(tellError);
          }}
        />
      </div>
    </Section>
  );
}

function LockNow() {
  const words = vaultSettingsWords();
  const work = useWork();
  const now = (kind: 'screen' | 'keys') => () => void work.run(() => lock(kind));
  return (
    <Section title={words.lockNow}>
      <p class={`${style.buttons} ${style.lines}`}>
        <Button icon="lock" busy={work.busy} onClick={now('screen')}>
          {words.lockScreen}
        </Button>
        <Button icon="stop" busy={work.busy} onClick={now('keys')}>
          {words.lockKeys}
        </Button>
      </p>
    </Section>
  );
}
