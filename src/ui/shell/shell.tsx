import type { ComponentChildren } from 'preact';
import { hrefOf, place, type Place } from '../../state/place';
import { Icon, type IconName } from '../parts/icon';
import { Lamp } from '../parts/lamp';
import { shellWords } from '../words/shell';
import style from './shell.module.css';

interface ShellProps {
  /** The agents, under the main entries of the rail. */
  crew?: ComponentChildren;
  /** Connections and lock, at the foot of the rail. */
  foot?: ComponentChildren;
  /** Where the user is, at the start of the top bar. */
  crumb?: ComponentChildren;
  /** How many things wait, beside Inbox. */
  waiting?: ComponentChildren;
  /** Spend and pause, at the end of the top bar. */
  tools?: ComponentChildren;
  /** Opens the palette; until the app is there the key waits. */
  onFind?: () => void;
  /** Puts the cursor where work is given; a plain link to Today until the app is there. */
  onNew?: (event: Event) => void;
  /** Strips above the content: offline, update, reminders. */
  strips?: ComponentChildren;
  /** Drawn by the build for who was never here: stands where nothing has to be opened (first-look.js). */
  first?: ComponentChildren;
  children?: ComponentChildren;
}

type Entry = readonly [target: Place, icon: IconName, label: string];

/** The frame around every screen. Without props it is the first paint: static, drawn by the build, the same for all. */
export function Shell({ crew, foot, crumb, waiting, tools, onFind, onNew, strips, first, children }: ShellProps) {
  const words = shellWords();
  const team: Entry = [{ at: 'team', hire: false }, 'team', words.team];
  const conversations: Entry = [{ at: 'conversations' }, 'conversations', words.conversations];
  const today: Entry = [{ at: 'today' }, 'today', words.today];
  const inbox: Entry = [{ at: 'inbox' }, 'inbox', words.inbox];
  const files: Entry = [{ at: 'files' }, 'file', words.files];
  const costs: Entry = [{ at: 'costs' }, 'costs', words.costs];
  const settings: Entry = [{ at: 'settings', section: 'connections' }, 'settings', words.settings];
  return (
    <div class={style.app}>
      <a class={style.skip} href="#main" onClick={skip}>
        {words.skip}
      </a>
      <nav class={style.rail} aria-label={words.main}>
        <Brand />
        <div class={style.nav}>
          <Link entry={today} />
          <Link entry={inbox} end={waiting} />
          {[team, conversations, files, costs].map(entry => (
            <Link key={entry[1]} entry={entry} />
          ))}
        </div>
        {crew}
        <div class={style.foot}>
          {foot}
          <div class={style.nav}>
            <Link entry={settings} />
          </div>
        </div>
      </nav>
      <header class={style.top}>
        <div class={style.crumb}>
          <Brand />
          <span class={style.path}>{crumb}</span>
        </div>
        <button type="button" class={style.find} aria-keyshortcuts="Control+K" onClick={onFind}>
          <Icon name="search" small />
          <span>{words.find}</span>
          <kbd>{words.findKey}</kbd>
        </button>
        {tools}
      </header>
      <main id="main" class={style.main} tabIndex={-1}>
        {strips}
        {first && <div class={style.first}>{first}</div>}
        {children ?? <p class={style.opening}>{words.opening}</p>}
      </main>
      <nav class={style.dock} aria-label={words.mainSmall}>
        <Link entry={today} />
        <Link entry={team} />
        <a class={style.plus} href={hrefOf({ at: 'today' })} aria-label={words.newTask} onClick={onNew}>
          <span>
            <Icon name="plus" />
          </span>
        </a>
        <Link entry={inbox} end={waiting} />
        <button type="button" popovertarget="more-places">
          <Icon name="more" />
          {words.more}
        </button>
        <div id="more-places" popover="auto" class={style.more}>
          <Link entry={conversations} onClick={closeMore} />
          <Link entry={files} onClick={closeMore} />
          <Link entry={costs} onClick={closeMore} />
          <Link entry={settings} onClick={closeMore} />
          {foot}
        </div>
      </nav>
    </div>
  );
}

function Brand() {
  return (
    <a class={style.brand} href={hrefOf({ at: 'today' })}>
      <Lamp size={20} />
      {shellWords().product}
    </a>
  );
}

/** What a deeper place belongs to: an agent to the team, a conversation to its list. */
function isUnder(target: Place['at'], at: Place['at']): boolean {
  return (
    at === target ||
    (target === 'team' && at === 'agent') ||
    (target === 'files' && at === 'file') ||
    (target === 'conversations' && (at === 'conversation' || at === 'task' || at === 'run'))
  );
}

function Link({
  entry: [target, icon, label],
  end,
  onClick,
}: {
  entry: Entry;
  end?: ComponentChildren;
  onClick?: () => void;
}) {
  const current = isUnder(target.at, place.value.at);
  return (
    <a href={hrefOf(target)} aria-current={current ? 'page' : undefined} onClick={onClick}>
      <Icon name={icon} />
      {label}
      {end}
    </a>
  );
}

/** A link to `#main` would be read as a place. */
function skip(event: Event) {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function closeMore() {
  document.getElementById('more-places')?.hidePopover();
}
