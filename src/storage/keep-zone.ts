import { derivedId } from '../domain/id';
import type { Workspace } from './open';
import { readSettings, setSetting } from './settings';

/**
 * Makes the zone that days are counted in a setting, where it is still what the device says: a device that travels, or
 * another one, does not move the days of a budget (MONEY: windows are in the workspace's zone).
 */
export async function keepZone(ws: Workspace): Promise<void> {
  if (await ws.db.setting.get(derivedId<'setting'>('setting', 'zone'))) return;
  await setSetting(ws, 'zone', (await readSettings(ws)).zone);
}
