import type { ComponentType } from 'preact';
import { useEffect, useErrorBoundary, useLayoutEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { errorValue } from '../../domain/error';
import { boot, isBlank } from '../../state/boot';
import { hrefOf, place, type Place } from '../../state/place';
import { vaultStatus } from '../../state/vault';
import { loadScreen } from '../screens';
import { Today } from '../today/today';
import { lazy } from '../parts/lazy';
import { useArrival } from './arrival';
import { MissingScreen } from './missing-screen';
import { Opening, OpeningScreen } from './opening';

const Failed = lazy(() => import('./failed').then(chunk => chunk.Failed));

type Loaded = { at: Place['at']; screen: ComponentType } | { at: Place['at']; failed: true };

/** The screen of the place: its chunk is fetched when it is first gone to; the heading then takes the focus. */
export function Screen() {
  const here = place.value;
  const loaded = useSignal<Loaded | undefined>(undefined);
  const at = here.at;
  const address = hrefOf(here);
  // The sheet over the team has an address of its own, the screen under it stays.
  const ground = at === 'team' ? hrefOf({ at, hire: false }) : address;
  const shown = loaded.value;
  const settled = vaultStatus.value !== undefined && boot.value.is === 'open';
  const ready = settled && shown?.at === at;
  const stood = useRef(false);
  stood.current ||= ready;

  useLayoutEffect(() => {
    let current = true;
    loadScreen(at).then(
      screen => {
        if (current) loaded.value = { at, screen };
      },
      () => {
        if (current) loaded.value = { at, failed: true };
      },
    );
    return () => {
      current = false;
    };
  }, [at, loaded]);

  useArrival(ground, ready);
  const [broken, mend] = useErrorBoundary();
  useEffect(() => mend(), [address]);
  if (broken !== undefined && broken !== null) return <Failed error={errorValue(broken)} />;

  // Where no workspace was ever opened there is nothing to wait for: what is asked for waits for the doors by itself.
  if (!ready && at === 'today' && isBlank()) return <Today key={address} />;
  if (!ready) return settled && stood.current ? <OpeningScreen /> : <Opening />;
  if ('failed' in shown) return <MissingScreen />;
  const Shown = shown.screen;
  return <Shown key={at === 'settings' ? at : ground} />;
}
