/** Small facts of this device: those of the first paint, the workspace shown last in any tab, the keys the user chose. */
type Fact = 'theme' | 'density' | 'locked' | 'workspace' | 'keys';

const factName = (scope: string, name: Fact) => `retinue:${scope}:${name}`;

/** Keeps what the user chose, for this tab's next start and for other tabs. Throws where there is no room. */
export function remember(scope: string, name: Fact, value: string): void {
  localStorage.setItem(factName(scope, name), value);
}

/** Keeps what the next start would like to know, where there is room; nothing where it is empty. */
export function keepFact(scope: string, name: Fact, value: string): void {
  keepIfRoom(factName(scope, name), value);
}

/** A fact kept by `remember` or `keepFact`. */
export function recallFact(scope: string, name: Fact): string | undefined {
  return localStorage.getItem(factName(scope, name)) ?? undefined;
}

/** Keeps which workspace is shown: for every next start, else, where there is no room for that, for this tab's. */
export function keepShown(scope: string, workspace: string): void {
  keepFact(scope, 'workspace', workspace);
  if (!recallFact(scope, 'workspace')) keepIfRoom(factName(scope, 'workspace'), workspace, sessionStorage);
}

/** The workspace that this tab is to show. */
export const recallShown = (scope: string): string | undefined =>
  recallFact(scope, 'workspace') ?? sessionStorage.getItem(factName(scope, 'workspace')) ?? undefined;

/** Tells a fact now, and again whenever another tab has changed it; returns what ends that. */
export function watchFact(scope: string, name: Fact, next: (value: string | undefined) => void): () => void {
  const look = () => next(recallFact(scope, name));
  addEventListener('storage', look);
  look();
  return () => removeEventListener('storage', look);
}

/** Keeps what the app can do without: neighbours on the same origin may have filled the room, and it opens all the same. */
export function keepIfRoom(name: string, value: string, room = localStorage): void {
  // What was kept before is no longer true.
  room.removeItem(name);
  try {
    if (value) room.setItem(name, value);
  } catch {
    // There is no room.
  }
}
