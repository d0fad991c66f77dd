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

/** What the system shows of the app: of each kind one at a time, a newer one takes its place, also from another tab. */
interface Notice {
  kind: 'needs-you' | 'finished';
  title: string;
  text: string;
}

/** Shows a notice where the user allowed that; `chosen` when they follow it. */
export function notify({ kind, title, text }: Notice, chosen: () => void): void {
  if (notices() !== 'on') return;
  try {
    const notice = new Notification(title, { body: text, tag: `retinue-${kind}` });
    notice.onclick = () => {
      window.focus();
      notice.close();
      chosen();
    };
  } catch {
    // Android's Chromium lets only service workers show notices; the badge and the title tell there.
  }
}

/** How many things wait, on the icon of the installed app; nothing where there is no badge. */
export function badge(count: number): void {
  // A browser may refuse it to a page that is not installed: then nobody misses it.
  const told = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  told?.catch(() => {});
}
