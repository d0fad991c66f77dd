import type { Settings } from '../domain/setting';
import { doors } from './doors';
import { live } from './live';

/** What holds until the workspace is open, and where it says nothing. */
export const defaults: Settings = {
  theme: 'auto',
  density: 'cosy',
  language: 'auto',
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  singleKeys: true,
  hideUntilUnlocked: false,
  screenIdleMinutes: 15,
  stopWhenIdle: false,
  priceUpdates: 'ask',
  pricesUpdatedAt: 0,
  lastExportAt: 0,
  workspaceName: '',
  monthlyLimit: 0,
};

/** All settings of the workspace. */
export const settings = live<'settings'>(defaults, () => ({ name: 'settings', args: [] }));

export function setSetting<Name extends keyof Settings>(name: Name, value: Settings[Name]): Promise<void> {
  return doors().engine.write('setSetting', name, value);
}
