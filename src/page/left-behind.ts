const nameOf = (scope: string, workspace: string, place: string) =>
  `retinue:${scope}:left-behind:${workspace}:${place}`;

/** Keeps, before the page goes, what a composer holds; `undefined`: the database has it by now. */
export function leaveBehind(scope: string, workspace: string, place: string, text: string | undefined): void {
  const name = nameOf(scope, workspace, place);
  if (text === undefined) return localStorage.removeItem(name);
  try {
    localStorage.setItem(name, text);
  } catch {
    // There is no room.
  }
}

/** Hands over what earlier pages left behind of a workspace, once: by place. */
export function takeLeftBehind(scope: string, workspace: string): Map<string, string> {
  const prefix = nameOf(scope, workspace, '');
  const left = new Map<string, string>();
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(prefix)) continue;
    left.set(name.slice(prefix.length), localStorage.getItem(name) ?? '');
    localStorage.removeItem(name);
  }
  return left;
}
