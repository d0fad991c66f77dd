import { now } from '../../state/clock';
import { connections } from '../../state/connections';
import { engineStatus } from '../../state/engine-status';
import { hrefOf } from '../../state/place';
import { vaultStatus } from '../../state/vault';
import { Icon } from '../parts/icon';
import { appWords } from '../words/app';
import style from './rail.module.css';

/** Whether there is a network and who answers; whether the keys are open. */
export function Foot() {
  return (
    <div class={style.facts}>
      <Network />
      <Lock />
    </div>
  );
}

function Network() {
  const words = appWords();
  const count = connections.value.filter(one => one.row.provider !== 'simulated').length;
  const offline = engineStatus.value?.online === false;
  const text = offline ? words.offline : count === 0 ? words.noConnection : words.connectionsCount(count);
  return (
    <a href={hrefOf({ at: 'settings', section: 'connections' })}>
      <Icon name={offline ? 'offline' : 'online'} small />
      {text}
    </a>
  );
}

function Lock() {
  const words = appWords();
  const status = vaultStatus.value;
  if (!status) return null;
  const locked = status.state === 'locked';
  const minutes =
    status.locksAt === undefined ? undefined : Math.max(1, Math.ceil((status.locksAt - now.value) / 60_000));
  const text = {
    absent: words.vaultAbsent,
    locked: words.vaultLocked,
    session: words.vaultSession,
    open: minutes === undefined ? words.vaultOpen : words.vaultOpenFor(minutes),
  }[status.state];
  return (
    <a href={hrefOf(locked ? { at: 'unlock' } : { at: 'settings', section: 'vault' })}>
      <Icon name={status.state === 'open' ? 'unlock' : status.state === 'session' ? 'key' : 'lock'} small />
      {text}
    </a>
  );
}
