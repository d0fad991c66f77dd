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

const witnessName = (scope: string, workspace: string) => `retinue:${scope}:witness:${workspace}`;

/**
 * Keeps a workspace's figures outside the database, as the engine tells them. A damaged LevelDB opens without an error
 * and with no records (VAULT: Storage): only a figure kept elsewhere can tell that from a new workspace.
 */
export function keepWitness(scope: string, workspace: string, figures: string): void {
  keepIfRoom(witnessName(scope, workspace), figures);
}

/** Keeps what the app can do without: neighbours on the same origin may have filled the room, and it opens all the same. */
function keepIfRoom(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // What was kept before is no longer true.
    localStorage.removeItem(name);
  }
}

/** The kept figures, for the engine to compare. */
export function readWitness(scope: string, workspace: string): string | undefined {
  return localStorage.getItem(witnessName(scope, workspace)) ?? undefined;
}

/** Forgets the figures of a workspace that was erased: that it is gone is no loss. */
export function forgetWitness(scope: string, workspace: string): void {
  localStorage.removeItem(witnessName(scope, workspace));
}

const lossName = (scope: string) => `retinue:${scope}:accept-loss`;

/** The user was told that rows are missing and begins again with what is there: holds for the next opening. */
export function acceptLoss(scope: string): void {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(`retinue:${scope}:witness:`)) localStorage.removeItem(name);
  }
  sessionStorage.setItem(lossName(scope), 'yes');
}

/** Whether the loss was accepted just before this load. */
export function takeAcceptedLoss(scope: string): boolean {
  const accepted = sessionStorage.getItem(lossName(scope)) !== null;
  sessionStorage.removeItem(lossName(scope));
  return accepted;
}

/** Small facts of this device: those of the first paint, the workspace shown last, the keys the user chose. */
type Fact = 'theme' | 'density' | 'workspace' | 'keys';

const factName = (scope: string, name: Fact) => `retinue:${scope}:${name}`;

/** Keeps a fact, for this tab's next start and for other tabs. Throws where there is no room. */
export function remember(scope: string, name: Fact, value: string): void {
  localStorage.setItem(factName(scope, name), value);
}

/** Keeps which workspace opened, for the next start, where there is room. */
export function rememberOpened(scope: string, workspace: string): void {
  keepIfRoom(factName(scope, 'workspace'), workspace);
}

/** A fact kept by `remember`. */
export function recallFact(scope: string, name: Fact): string | undefined {
  return localStorage.getItem(factName(scope, name)) ?? undefined;
}

/** Tells a fact now, and again whenever another tab has changed it; returns what ends that. */
export function watchFact(scope: string, name: Fact, next: (value: string | undefined) => void): () => void {
  const look = () => next(recallFact(scope, name));
  addEventListener('storage', look);
  look();
  return () => removeEventListener('storage', look);
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
