import { useId, useRef } from 'preact/hooks';
import { useDeeds, type Deed } from '../use-deeds';
import { IconButton } from './button';
import { Icon, type IconName } from './icon';
import style from './menu.module.css';

export interface MenuItem extends Deed {
  icon?: IconName;
  /** Takes something away: in red. */
  no?: boolean;
}

/**
 * A button of three dots that opens a menu (ARIA menu pattern, native popover: Escape and a click beside close it).
 * `here`: it is the screen's own, not a line's; the palette then holds the same.
 */
export function Menu({ label, items, here = false }: { label: string; items: readonly MenuItem[]; here?: boolean }) {
  useDeeds(here ? items : []);
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const entries = () => Array.from(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []);

  function move(event: KeyboardEvent) {
    const all = entries();
    const at = all.findIndex(entry => entry === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  }

  return (
    <span class={style.anchor} style={{ 'anchor-name': `--menu${id}` }}>
      <IconButton look="bare" icon="more" label={label} popovertarget={id} aria-haspopup="menu" />
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        class={style.menu}
        style={{ 'position-anchor': `--menu${id}` }}
        onKeyDown={move}
        onToggle={event => {
          if (event.newState === 'open') entries()[0]?.focus();
        }}
      >
        {items.map(item => (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            tabIndex={-1}
            class={item.no ? style.no : undefined}
            onClick={() => {
              menu.current?.hidePopover();
              item.do();
            }}
          >
            {item.icon && <Icon name={item.icon} small />}
            {item.label}
          </button>
        ))}
      </div>
    </span>
  );
}
