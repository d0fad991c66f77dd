import type { ActRow } from './run';

/** The acts that have sent a colleague whose result was not read yet. */
export function openChildren<Act extends Pick<ActRow, 'kind' | 'status'>>(acts: Iterable<Act>): Act[] {
  return [...acts].filter(act => act.kind === 'child-run' && act.status === 'intent');
}

/** Whether colleagues are out, and none of them is back. */
export function isOut(acts: Iterable<Pick<ActRow, 'kind' | 'status' | 'over'>>): boolean {
  const children = openChildren(acts);
  return children.length > 0 && !children.some(act => act.over);
}
