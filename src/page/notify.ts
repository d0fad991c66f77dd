/** What the system shows of the app: of each kind one at a time, a newer one takes its place, also from another tab. */
interface Notice {
  kind: 'needs-you' | 'finished';
  title: string;
  text: string;
  /** Where it leads when the user follows it: the address's hash. */
  at: string;
}

/** Shows a notice by the service worker, where one serves: Chromium on Android takes it from no page. */
export async function notify({ kind, title, text, at }: Notice): Promise<void> {
  const tag = `retinue-${kind}`;
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  if (registration?.active) return registration.active.postMessage({ notice: { title, text, tag, at } });
  try {
    const notice = new Notification(title, { body: text, tag });
    notice.onclick = () => {
      window.focus();
      notice.close();
      location.hash = at;
    };
  } catch {
    // A browser that shows none of pages, and no service worker: the badge and the title tell there.
  }
}
