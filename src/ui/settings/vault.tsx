import { setSetting, settings } from '../../state/settings';
import { lock, setLocks, vaultStatus } from '../../state/vault';
import { Button } from '../parts/button';
import { SelectField } from '../parts/field';
import { Page } from '../parts/page';
import { Section } from '../parts/section';
import { State } from '../parts/state';
import { Switch } from '../parts/switch';
import { Forgotten } from '../unlock/forgotten';
import { settingsWords, vaultSettingsWords } from '../words/settings';
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
  if (!status) return null;
  const kept = status.state === 'open' || status.state === 'locked';
  return (
    <Page title={settingsWords().sections.vault} line={words.line}>
      <Section title={words.status}>
        <div class={style.lines}>
          <p>
            <State is={kept ? 'done' : 'waiting'} quiet /> {words.states[status.state]}
          </p>
          {kept && <p class="small muted">{status.shared ? words.shared : words.notShared}</p>}
        </div>
      </Section>
      {!kept && <SetPassphrase />}
      {kept && <Locks />}
      {status.state === 'open' && <LockNow />}
      {status.state === 'open' && <ChangePassphrase />}
      {status.state === 'open' && <RecoverySection has={status.recovery} />}
      {status.state !== 'absent' && (
        <Section title={words.erase}>
          <div class={style.form}>
            <Forgotten onDone={() => {}} />
          </div>
        </Section>
      )}
    </Page>
  );
}

const MINUTES = ['1', '5', '15', '30', '60'] as const;

function Locks() {
  const words = vaultSettingsWords();
  const chosen = settings.value;
  const change = async (minutes: number, stopWhenIdle: boolean) => {
    try {
      await setLocks(minutes, stopWhenIdle);
      await setSetting('screenIdleMinutes', minutes);
      await setSetting('stopWhenIdle', stopWhenIdle);
    } catch (error) {
      tellError(error);
    }
  };
  const minutes = MINUTES.find(value => value === String(chosen.screenIdleMinutes)) ?? '15';
  return (
    <Section title={words.locks}>
      <div class={style.lines}>
        <SelectField
          label={words.idle}
          value={minutes}
          options={MINUTES.map(value => ({ value, label: words.minutes(Number(value)) }))}
          onValue={value => void change(Number(value), chosen.stopWhenIdle)}
        />
        <Switch
          label={words.stopWhenIdle}
          hint={words.stopWhenIdleLine}
          on={chosen.stopWhenIdle}
          onChange={on => void change(chosen.screenIdleMinutes, on)}
        />
        <Switch
          label={words.hide}
          hint={words.hideLine}
          on={chosen.hideUntilUnlocked}
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
