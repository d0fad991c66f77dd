/** Asks the browser to keep this origin's data when space gets short; answers whether it does. */
export async function persist(): Promise<boolean> {
  return (await navigator.storage?.persist?.()) ?? false;
}

/** Bytes used and allowed, where the browser tells. */
export async function storageUse(): Promise<{ used: number; quota: number } | undefined> {
  const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
  return usage === undefined || quota === undefined ? undefined : { used: usage, quota };
}

/** What the last look at a workspace's database saw: figures that only ever grow. */
export interface Witness {
  /** Entries of the ledger. */
  entries: number;
  /** Highest id of the journal. */
  event: string;
}

const witnessName = (scope: string, workspace: string) => `retinue:${scope}:witness:${workspace}`;

/**
 * Keeps the figures outside the database. A damaged LevelDB opens without an error and with no records (VAULT:
 * Storage): only a figure kept elsewhere can tell that from a new workspace.
 */
export function keepWitness(scope: string, workspace: string, witness: Witness): void {
  localStorage.setItem(witnessName(scope, workspace), JSON.stringify(witness));
}

/** The kept figures; nothing when there are none or they are unreadable. */
export function readWitness(scope: string, workspace: string): Witness | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(witnessName(scope, workspace)) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('entries' in kept) || !('event' in kept)) return undefined;
    return { entries: Number(kept.entries), event: String(kept.event) };
  } catch {
    return undefined;
  }
}

/** Small facts that must be known before the database opens: read by the first paint. */
export function remember(scope: string, name: 'theme' | 'density' | 'workspace', value: string): void {
  localStorage.setItem(`retinue:${scope}:${name}`, value);
}

/** A fact kept by `remember`. */
export function recallFact(scope: string, name: 'theme' | 'density' | 'workspace'): string | undefined {
  return localStorage.getItem(`retinue:${scope}:${name}`) ?? undefined;
}

/** Removes what this scope keeps outside its databases: small rows, caches, the service worker. */
export async function eraseTraces(scope: string): Promise<void> {
  for (const name of Object.keys(localStorage)) if (name.startsWith(`retinue:${scope}:`)) localStorage.removeItem(name);
  for (const name of await caches.keys()) if (name.startsWith(`retinue:${scope}:`)) await caches.delete(name);
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.unregister();
}
