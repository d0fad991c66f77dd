/** What one line of a list can do. */
export interface LineDeed {
  title: string;
  /** What the line's menu is called: it names the line. */
  of: string;
  do: () => void;
}

/**
 * What the menu of the line with the focus holds: of a conversation, a connection, a workspace. Read off the page, since
 * each line's menu is there, hidden: two hundred lines need not tell anyone what they could do.
 */
export function deedsOfLine(focused: Element | null): LineDeed[] {
  const menu = focused?.closest('main li, main tr')?.querySelector('[role=menu]');
  return Array.from(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [], item => ({
    title: item.textContent.trim(),
    of: menu?.getAttribute('aria-label') ?? '',
    do: () => item.click(),
  }));
}
