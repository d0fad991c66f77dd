import { useEffect, useState } from 'preact/hooks';
import { useSignalEffect } from '@preact/signals';
import { keep } from '../state/device';
import { isBlank } from '../state/boot';
import { followPlace, place } from '../state/place';
import { settings } from '../state/settings';
import { followInput, vaultStatus } from '../state/vault';
import { zone } from './formats';
import { Toasts } from './parts/toasts';
import { Crew } from './shell/crew';
import { Crumb } from './shell/crumb';
import { Curtain } from './shell/curtain';
import { Foot } from './shell/foot';
import { globalActions, newTask } from './shell/global-actions';
import { useKeys } from './shell/keys';
import { overlay } from './shell/overlay';
import { lazy } from './parts/lazy';
import { Overlays } from './shell/overlays';
import { PageTitle } from './shell/page-title';
import { Screen } from './shell/screen';
import { Shell } from './shell/shell';
import { Strips } from './shell/strips';
import { Tools } from './shell/tools';
import { travel } from './shell/travel';
import { Waiting } from './shell/waiting';
import { useActions } from './use-actions';
import { speak } from './words/language';

const Attention = lazy(() => import('./shell/attention').then(chunk => chunk.Attention));

/** The whole page, once the doors are open: frame, screen and what lies over both. */
export function App() {
  useState(() => followPlace(travel)); // before anything is drawn, so that no other screen flashes by
  useAppearance();
  useKeys();
  useActions(globalActions);
  useEffect(() => followInput(() => performance.now()), []);
  const at = place.value.at;
  // Where a workspace was opened before, the first paint stands until the vault has said whether it may be seen.
  if (!vaultStatus.value && !isBlank()) return <Shell />;
  if (isHidden() || at === 'unlock')
    return (
      <>
        <PageTitle isHidden />
        <Curtain />
      </>
    );
  return (
    <>
      <PageTitle isHidden={false} />
      {at === 'welcome' ? (
        <Screen />
      ) : (
        <Shell
          crew={<Crew />}
          foot={<Foot />}
          crumb={<Crumb />}
          waiting={<Waiting />}
          tools={<Tools />}
          strips={<Strips />}
          onNew={event => {
            event.preventDefault();
            newTask();
          }}
          onFind={() => {
            overlay.value = 'palette';
          }}
        >
          <Screen />
        </Shell>
      )}
      <Overlays />
      <Attention />
      <Toasts />
    </>
  );
}

/** Whether the workspace may not be seen: the screen lock, or the user's own wish while the keys are locked. */
function isHidden(): boolean {
  const status = vaultStatus.value;
  const hide = settings.value.hideUntilUnlocked;
  return status !== undefined && (status.screenLocked || (hide && status.state === 'locked'));
}

/** Theme, density, language and zone follow the settings; what the next first paint needs is remembered outside. */
function useAppearance() {
  useSignalEffect(() => {
    const chosen = settings.value;
    const root = document.documentElement;
    if (chosen.theme === 'auto') delete root.dataset['theme'];
    else root.dataset['theme'] = chosen.theme;
    root.dataset['density'] = chosen.density;
    zone.value = chosen.zone;
    keep('theme', chosen.theme === 'auto' ? '' : chosen.theme);
    keep('density', chosen.density);
  });
  useSignalEffect(() => {
    void speak(settings.value.language);
  });
}
