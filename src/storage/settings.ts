import { derivedId, type Id } from '../domain/id';
import { defaultSettings, type SettingRow, type Settings } from '../domain/setting';
import { keysOf } from '../lib/entries';
import { commit } from './commit';
import type { Workspace } from './open';
import { openAll, seal } from './seal';
import { whileUnchanged, type Kept } from './unchanged';
import { add, envelope, patch } from './write';

/** The same on every device: two that set the same thing edit the same row. */
const settingId = (name: keyof Settings): Id<'setting'> => derivedId('setting', name);

/** Asked once: the browser takes up to a millisecond for it, and every step of a run reads the settings four times. */
let deviceZone: string | undefined;

/** All settings, defaults filled in. */
export async function readSettings(ws: Workspace): Promise<Settings> {
  return settingsOf(await openAll(await ws.db.setting.toArray()));
}

/** Settings from their rows; a name this version does not know is passed over. */
export function settingsOf(rows: readonly SettingRow[]): Settings {
  deviceZone ??= new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const defaults = defaultSettings(deviceZone);
  const known = new Set<string>(keysOf(defaults));
  const set = rows.filter(row => known.has(row.name) && !row.gone).map(row => [row.name, row.body.value]);
  return { ...defaults, ...Object.fromEntries(set) };
}

/** By database: whoever keeps something listens to every change of it. */
const zones = new WeakMap<Workspace['db'], Kept<[], string>>();

/** The workspace's time zone, read once: it may be a moment old where another tab changes it. */
export function readZone(ws: Workspace): Promise<string> {
  const zone = zones.get(ws.db) ?? whileUnchanged(ws, ['setting'], async () => (await readSettings(ws)).zone);
  zones.set(ws.db, zone);
  return zone.read();
}

/** Sets one setting. */
export async function setSetting<Name extends keyof Settings>(
  ws: Workspace,
  name: Name,
  value: Settings[Name],
): Promise<void> {
  const id = settingId(name);
  const body = await seal({ value });
  const added = await commit(ws, ['setting'], async () => {
    if (await ws.db.setting.get(id)) return false;
    await add(ws, 'setting', { ...envelope(ws, id), name, body });
    return true;
  });
  if (!added) await patch(ws, 'setting', id, { body: { value } });
}
