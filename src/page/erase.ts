/** The origin's private files; private windows of some browsers have none, or refuse. */
export async function privateFiles(): Promise<FileSystemDirectoryHandle | undefined> {
  return navigator.storage?.getDirectory?.().catch(() => undefined);
}

/** Removes what this scope keeps outside its databases: small rows, caches, private files, the service worker. */
export async function eraseTraces(scope: string): Promise<void> {
  for (const rows of [localStorage, sessionStorage])
    for (const name of Object.keys(rows)) if (name.startsWith(`retinue:${scope}:`)) rows.removeItem(name);
  for (const name of await caches.keys()) if (name.startsWith(`retinue:${scope}:`)) await caches.delete(name);
  const root = await privateFiles();
  await root?.removeEntry(`retinue-${encodeURIComponent(scope)}`, { recursive: true }).catch(() => {});
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.unregister();
}
