/** Small facts of this device: those of the first paint, the workspace shown last, the keys the user chose. */
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

/** Tells a fact now, and again whenever another tab has changed it; returns what ends that. */
export function watchFact(scope: string, name: Fact, next: (value: string | undefined) => void): () => void {
  const look = () => next(recallFact(scope, name));
  addEventListener('storage', look);
  look();
  return () => removeEventListener('storage', look);
}

/** Keeps what the app can do without: neighbours on the same origin may have filled the room, and it opens all the same. */
export function keepIfRoom(name: string, value: string): void {
  // What was kept before is no longer true.
  localStorage.removeItem(name);
  try {
    if (value) localStorage.setItem(name, value);
  } catch {
    // There is no room.
  }
}
