import type { ComponentChildren } from 'preact';
import { signal } from '@preact/signals';
import { boot } from '../../state/boot';
import { carried } from '../../state/carried';
import { now } from '../../state/clock';
import { storageFacts, waitingUpdate } from '../../state/device';
import { engineStatus } from '../../state/engine-status';
import { hrefOf, place, type Place } from '../../state/place';
import { settings } from '../../state/settings';
import { activity } from '../../state/today';
import { halted, resumeEverything, vaultStatus } from '../../state/vault';
import { attempt } from '../attempt';
import { Button, ButtonLink } from '../parts/button';
import { Icon, type IconName } from '../parts/icon';
import { lazy } from '../parts/lazy';
import { appWords } from '../words/app';
import { saveFile } from './overlay';
import style from './rail.module.css';

const CarriedTask = lazy(() => import('./carried-task').then(chunk => chunk.CarriedTask));

const DAY_MS = 86_400_000;
const REMIND_AFTER_MS = 7 * DAY_MS;
/** Where work is given and agents are hired. */
const WITH_CARRIED: ReadonlySet<Place['at']> = new Set<Place['at']>(['today', 'team', 'agent']);

/** What the whole app should know now, one line each: pause, network, keys, update, the missing copy. */
export function Strips() {
  const words = appWords().strips;
  const update = waitingUpdate.value;
  return (
    <>
      {halted.value && (
        <Strip icon="pause" text={words.halted} live>
          <Button onClick={() => void attempt(resumeEverything())}>{appWords().resume}</Button>
        </Strip>
      )}
      {engineStatus.value?.online === false && <Strip icon="offline" text={words.offline} live />}
      {engineStatus.value?.full && (
        <Strip icon="info" text={words.full} live>
          <ButtonLink href={hrefOf({ at: 'settings', section: 'data' })}>{words.toData}</ButtonLink>
          <SaveFile />
        </Strip>
      )}
      {vaultStatus.value?.state === 'locked' && (
        <Strip icon="lock" text={words.locked}>
          <ButtonLink href={hrefOf({ at: 'unlock' })}>{words.unlock}</ButtonLink>
        </Strip>
      )}
      {update && (
        <Strip icon="download" text={update.apply ? words.update : words.updateAfter}>
          {update.apply && <Button onClick={update.apply}>{words.updateNow}</Button>}
        </Strip>
      )}
      {WITH_CARRIED.has(place.value.at) && carried.value !== '' && <CarriedTask />}
      {place.value.at === 'today' &&
        (storageFacts.value?.privateFiles === false ? <PrivateWindow /> : <ExportReminder />)}
    </>
  );
}

/** Put off until the app is opened anew. */
const later = signal(false);

/**
 * The browser is the only copy: said on Today once the last file is older than a week and something came since; before
 * there is any, when it is worth one, or at once where the browser may clear a kept key.
 */
function ExportReminder() {
  const words = appWords().strips;
  const { lastExportAt } = settings.value;
  const counts = boot.value.is === 'open' ? boot.value.counts : undefined;
  const age = now.value - lastExportAt;
  const kept = vaultStatus.value?.state === 'open' || vaultStatus.value?.state === 'locked';
  const isUnsafe = kept && storageFacts.value?.promised === false;
  const isOld = age > REMIND_AFTER_MS && (activity.value[0]?.at ?? 0) > lastExportAt;
  const isDue = lastExportAt > 0 ? isOld : isUnsafe || (counts !== undefined && counts.conversations >= 3);
  if (later.value || !isDue) return null;
  return (
    <Strip
      icon="download"
      text={
        lastExportAt > 0 ? words.exportOld(Math.floor(age / DAY_MS)) : isUnsafe ? words.exportUnsafe : words.exportNever
      }
    >
      <SaveFile />
      <Button
        look="bare"
        onClick={() => {
          later.value = true;
        }}
      >
        {words.later}
      </Button>
    </Strip>
  );
}

/** Nothing here outlives the window. */
function PrivateWindow() {
  return (
    <Strip icon="info" text={appWords().strips.privateWindow}>
      <SaveFile />
    </Strip>
  );
}

function SaveFile() {
  return <Button onClick={saveFile}>{appWords().strips.exportNow}</Button>;
}

function Strip({
  icon,
  text,
  live = false,
  children,
}: {
  icon: IconName;
  text: string;
  live?: boolean;
  children?: ComponentChildren;
}) {
  return (
    <div class={style.strip} aria-live={live ? 'polite' : undefined}>
      <Icon name={icon} small />
      <span>{text}</span>
      {children}
    </div>
  );
}
