import type { DocumentRow } from './row';

/** Every setting by name, with its value. One row each, its id derived from the name. */
export interface Settings {
  /** `auto` follows the system. */
  theme: 'auto' | 'light' | 'dark';
  density: 'cosy' | 'compact';
  /** `auto` follows the browser; `pseudo` is the test locale. */
  language: 'auto' | 'en' | 'pseudo';
  /** IANA zone of the workspace: days and months are counted in it. */
  zone: string;
  /** Single-letter keys (WCAG 2.1.4). */
  singleKeys: boolean;
  hideUntilUnlocked: boolean;
  /** Consent to read OpenRouter's public price list without a key. */
  priceUpdates: 'ask' | 'yes';
  pricesUpdatedAt: number;
  lastExportAt: number;
  workspaceName: string;
}

/** What holds until the user says otherwise. `zone` is the device's: `UTC` where it is not known. */
export function defaultSettings(zone: string): Settings {
  return {
    theme: 'auto',
    density: 'cosy',
    language: 'auto',
    zone: zone || 'UTC',
    singleKeys: true,
    hideUntilUnlocked: false,
    priceUpdates: 'ask',
    pricesUpdatedAt: 0,
    lastExportAt: 0,
    workspaceName: '',
  };
}

export interface SettingRow extends DocumentRow<'setting'> {
  name: keyof Settings;
  body: { value: Settings[keyof Settings] };
}
