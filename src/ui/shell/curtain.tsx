import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { leaveScreens } from './arrival';

/** Nothing of the workspace, only the way back in. */
export function Curtain() {
  const loaded = useSignal<ComponentType | undefined>(undefined);
  useEffect(() => {
    leaveScreens();
    void import('../unlock/unlock').then(({ Unlock }) => {
      loaded.value = Unlock;
    });
  }, [loaded]);
  const Unlock = loaded.value;
  return Unlock ? <Unlock /> : null;
}
