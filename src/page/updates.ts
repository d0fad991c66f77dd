/** Follows the update that waits, until `left`: how to put it into use, or nothing. */
export function watchUpdate(
  registration: ServiceWorkerRegistration,
  next: (apply: (() => void) | undefined) => void,
  left: AbortSignal,
): void {
  const tell = () => {
    const { waiting } = registration;
    // Without a controller the waiting worker is the first one, which takes over by itself.
    next(waiting && navigator.serviceWorker.controller ? () => waiting.postMessage('use-update') : undefined);
  };
  const followInstalling = () => registration.installing?.addEventListener('statechange', tell, { signal: left });
  registration.addEventListener('updatefound', followInstalling, { signal: left });
  followInstalling();
  tell();
}

const hour = 3_600_000;

/** Looks for an update whenever the page is seen again, at most once an hour. */
export function lookForUpdates(registration: ServiceWorkerRegistration, now: () => number): void {
  let last = now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || now() - last < hour) return;
    last = now();
    // Offline is no failure: the next look finds it.
    registration.update().catch(() => {});
  });
}

/** Loads the app anew once another build serves it, in whichever tab the user allowed it. A first one only begins to serve. */
export function reloadOnUpdate(firstServed: () => void): void {
  let served = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (served) location.reload();
    else firstServed();
    served = true;
  });
}
