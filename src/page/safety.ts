/** Asks the browser to keep this origin's data when space gets short; answers whether it does. */
export async function persist(): Promise<boolean> {
  return (await navigator.storage?.persist?.()) ?? false;
}

/** Bytes used and allowed, where the browser tells. */
export async function storageUse(): Promise<{ used: number; quota: number } | undefined> {
  const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
  return usage === undefined || quota === undefined ? undefined : { used: usage, quota };
}

const witnessName = (scope: string, workspace: string) => `retinue:${scope}:witness:${workspace}`;

/**
 * Keeps a workspace's figures outside the database, as the engine tells them. A damaged LevelDB opens without an error
 * and with no records (VAULT: Storage): only a figure kept elsewhere can tell that from a new workspace.
 */
export function keepWitness(scope: string, workspace: string, figures: string): void {
  localStorage.setItem(witnessName(scope, workspace), figures);
}

/** The kept figures, for the engine to compare. */
export function readWitness(scope: string, workspace: string): string | undefined {
  return localStorage.getItem(witnessName(scope, workspace)) ?? undefined;
}

/** Forgets the figures: the user begins again after a damage. */
export function dropWitness(scope: string, workspace: string): void {
  localStorage.removeItem(witnessName(scope, workspace));
}

/** Small facts that must be known before the database opens: read by the first paint. */
export function remember(scope: string, name: 'theme' | 'density' | 'workspace', value: string): void {
  localStorage.setItem(`retinue:${scope}:${name}`, value);
}

/** A fact kept by `remember`. */
export function recallFact(scope: string, name: 'theme' | 'density' | 'workspace'): string | undefined {
  return localStorage.getItem(`retinue:${scope}:${name}`) ?? undefined;
}

/** Removes what this scope keeps outside its databases: small rows, caches, private files, the service worker. */
export async function eraseTraces(scope: string): Promise<void> {
  for (const name of Object.keys(localStorage)) if (name.startsWith(`retinue:${scope}:`)) localStorage.removeItem(name);
  for (const name of await caches.keys()) if (name.startsWith(`retinue:${scope}:`)) await caches.delete(name);
  const root = await navigator.storage?.getDirectory?.();
  await root?.removeEntry(`retinue-${encodeURIComponent(scope)}`, { recursive: true }).catch(() => {});
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.unregister();
}
