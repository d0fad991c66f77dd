/** Asks the browser to keep this origin's data when space gets short; answers whether it does. */
export async function persist(): Promise<boolean> {
  return (await navigator.storage?.persist?.()) ?? false;
}

/** What the browser says of the room this origin has, and of how long. */
export async function lookAtStorage() {
  const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
  return {
    promised: (await navigator.storage?.persisted?.()) ?? false,
    privateFiles: (await privateFiles()) !== undefined,
    ...(usage !== undefined && quota !== undefined && { use: { used: usage, quota } }),
  };
}

/** The origin's private files; private windows of some browsers have none, or refuse. */
async function privateFiles(): Promise<FileSystemDirectoryHandle | undefined> {
  return navigator.storage?.getDirectory?.().catch(() => undefined);
}

/** Removes what this scope keeps outside its databases: small rows, caches, private files, the service worker. */
export async function eraseTraces(scope: string): Promise<void> {
  for (const name of Object.keys(localStorage)) if (name.startsWith(`retinue:${scope}:`)) localStorage.removeItem(name);
  for (const name of await caches.keys()) if (name.startsWith(`retinue:${scope}:`)) await caches.delete(name);
  const root = await privateFiles();
  await root?.removeEntry(`retinue-${encodeURIComponent(scope)}`, { recursive: true }).catch(() => {});
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.unregister();
}
