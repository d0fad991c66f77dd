import { signal, type ReadonlySignal } from '@preact/signals';
import type { Id } from '../domain/id';

export const SETTINGS_SECTIONS = [
  'connections',
  'vault',
  'receipt',
  'budgets',
  'prices',
  'data',
  'appearance',
  'shortcuts',
  'about',
] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

/**
 * Where the user is. `hire` opens the hire sheet over the roster; `beside`: two runs are compared; `nowhere` is an
 * address that names no screen.
 */
export type Place =
  | { at: 'today' }
  | { at: 'welcome' }
  | { at: 'team'; hire: boolean }
  | { at: 'agent'; id: Id<'agent'> }
  | { at: 'conversations' }
  | { at: 'conversation'; id: Id<'conversation'> }
  | { at: 'task'; id: Id<'task'> }
  | { at: 'inbox' }
  | { at: 'files' }
  | { at: 'file'; id: Id<'artifact'> }
  | { at: 'run'; id: Id<'run'>; beside?: Id<'run'> }
  | { at: 'costs' }
  | { at: 'settings'; section: SettingsSection }
  | { at: 'unlock' }
  | { at: 'nowhere' };

const here = signal<Place>({ at: 'today' });

/** The place on screen, mirrored in the URL's hash. Today until `followPlace` has read the address. */
export const place: ReadonlySignal<Place> = here;

/** `#/agent/…`: what a link to a place holds. */
export function hrefOf(target: Place): string {
  switch (target.at) {
    case 'today':
    case 'nowhere':
      return '#/';
    case 'team':
      return target.hire ? '#/team/hire' : '#/team';
    case 'agent':
    case 'conversation':
    case 'task':
    case 'file':
      return `#/${target.at}/${target.id}`;
    case 'run':
      return `#/run/${target.id}${target.beside === undefined ? '' : `/${target.beside}`}`;
    case 'settings':
      return `#/settings/${target.section}`;
    case 'welcome':
    case 'conversations':
    case 'inbox':
    case 'files':
    case 'costs':
    case 'unlock':
      return `#/${target.at}`;
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether an address holds an id; which kind it names is for the database to say. */
function isId<Kind extends string>(text: string | undefined): text is Id<Kind> {
  return text !== undefined && UUID.test(text);
}

/** Reads a hash; what names no screen is `nowhere`. */
export function placeOf(hash: string): Place {
  const [at = '', part, ...rest] = hash
    .replace(/^#?\/?/, '')
    .replace(/\/$/, '')
    .split('/');
  if (at === 'run') return runPlace(part, rest);
  if (rest.length > 0) return { at: 'nowhere' };
  switch (at) {
    case '':
      return { at: 'today' };
    case 'team':
      if (part === undefined || part === 'hire') return { at, hire: part === 'hire' };
      return { at: 'nowhere' };
    case 'agent':
      return isId<'agent'>(part) ? { at, id: part } : { at: 'nowhere' };
    case 'conversation':
      return isId<'conversation'>(part) ? { at, id: part } : { at: 'nowhere' };
    case 'task':
      return isId<'task'>(part) ? { at, id: part } : { at: 'nowhere' };
    case 'file':
      return isId<'artifact'>(part) ? { at, id: part } : { at: 'nowhere' };
    case 'settings': {
      const section = part === undefined ? 'connections' : SETTINGS_SECTIONS.find(name => name === part);
      return section ? { at, section } : { at: 'nowhere' };
    }
    case 'welcome':
    case 'conversations':
    case 'inbox':
    case 'files':
    case 'costs':
    case 'unlock':
      return part === undefined ? { at } : { at: 'nowhere' };
    default:
      return { at: 'nowhere' };
  }
}

function runPlace(run: string | undefined, [beside, ...rest]: readonly string[]): Place {
  if (!isId<'run'>(run) || rest.length > 0) return { at: 'nowhere' };
  if (beside === undefined) return { at: 'run', id: run };
  return isId<'run'>(beside) ? { at: 'run', id: run, beside } : { at: 'nowhere' };
}

/** How the screen gets to a place; `change` puts it there. */
type Travel = (to: Place, change: () => void) => void;

let travel: Travel = (_, change) => change();
let heading: Place = here.peek();

/** Where two ways cross, the later one's end is where one comes to. */
function head(to: Place): void {
  heading = to;
  travel(to, () => {
    here.value = heading;
  });
}

/** Goes to a place; `replace` leaves no step behind in the history. */
export function go(target: Place, how: 'push' | 'replace' = 'push'): void {
  const href = hrefOf(target);
  if (how === 'push' && location.hash !== href) history.pushState(null, '', href);
  else history.replaceState(null, '', href);
  head(target);
}

/** Takes the place from the address, now and, by way of `by`, whenever it changes. Returns what stops it. */
export function followPlace(by: Travel = travel): () => void {
  travel = by;
  here.value = heading = placeOf(location.hash);
  const read = () => {
    const next = placeOf(location.hash);
    // One step in the history may be told twice.
    if (next.at !== heading.at || hrefOf(next) !== hrefOf(heading)) head(next);
  };
  addEventListener('hashchange', read);
  addEventListener('popstate', read);
  return () => {
    removeEventListener('hashchange', read);
    removeEventListener('popstate', read);
  };
}
