/** Whether the system may show notices: `ask` until the user was asked, `absent` where the browser has none. */
type Notices = 'on' | 'ask' | 'off' | 'absent';

const states: Readonly<Record<NotificationPermission, Notices>> = { granted: 'on', default: 'ask', denied: 'off' };

export function notices(): Notices {
  return 'Notification' in globalThis ? states[Notification.permission] : 'absent';
}

/** Asks the user whether notices may be shown; only from a click, or browsers refuse in silence. */
export async function askNotices(): Promise<Notices> {
  return 'Notification' in globalThis ? states[await Notification.requestPermission()] : 'absent';
}

/** How many things wait, on the icon of the installed app; nothing where there is no badge. */
export function badge(count: number): void {
  // A browser may refuse it to a page that is not installed: then nobody misses it.
  const told = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  told?.catch(() => {});
}
