import type { Id } from '../domain/id';
import type { Workspace } from './open';

/** Whom an agent may ask, as the user has set it; some may be retired or gone by now. */
export async function colleagueIds(ws: Workspace, agent: Id<'agent'>): Promise<Id<'agent'>[]> {
  return (await colleagueLinks(ws, agent)).filter(link => !link.gone).map(link => link.to);
}

/** The links that say so, taken back or not. */
export async function colleagueLinks(ws: Workspace, agent: Id<'agent'>) {
  const links = await ws.db.link.where('from').equals(agent).toArray();
  return links.filter(link => link.kind === 'agent-colleague');
}
