import { defaultSettings, type Settings } from '../domain/setting';
import { doors } from './doors';
import { live } from './live';

/** What holds until the workspace is open, and where it says nothing. */
export const defaults: Settings = defaultSettings(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** All settings of the workspace. */
export const settings = live<'settings'>(defaults, () => ({ name: 'settings', args: [] }));

export function setSetting<Name extends keyof Settings>(name: Name, value: Settings[Name]): Promise<void> {
  return doors().engine.write('setSetting', name, value);
}
