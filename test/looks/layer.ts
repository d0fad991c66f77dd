import type { Locator, Page } from '@playwright/test';

/** Runs in the page, on what lies over it: what is wrong with it that axe does not see, one line each. */
export function inspect(layer: Element): string[] {
  const wrong: string[] = [];
  if (!layer.contains(document.activeElement)) wrong.push('the focus is not in it');
  const { left, right, top, bottom } = layer.getBoundingClientRect();
  if (left < -1 || right > innerWidth + 1) wrong.push(`${left} to ${right} of ${innerWidth} px wide`);
  if (top < -1 || bottom > innerHeight + 1) wrong.push(`${top} to ${bottom} of ${innerHeight} px high`);
  const shown = [...layer.querySelectorAll<HTMLElement>('*')].filter(element => element.checkVisibility());
  const scrolls = shown.filter(
    element =>
      /auto|scroll/.test(getComputedStyle(element).overflowY) &&
      element.scrollHeight > element.clientHeight + 1 &&
      !element.matches('textarea'),
  );
  if (scrolls.some(one => scrolls.some(other => one !== other && one.contains(other))))
    wrong.push('scrolls in a scroll');
  for (const target of shown) {
    if (!target.matches('button, a[href], select, input:not([type=radio], [type=checkbox])')) continue;
    const { width, height } = target.getBoundingClientRect();
    if ((width >= 24 && height >= 24) || target.closest('p, dd')) continue;
    wrong.push(`${target.textContent || target.tagName} is ${width} × ${height} px`);
  }
  return wrong;
}

/** Runs in the page: shows the end of what scrolls in it; whether anything does. */
export function toEnd(layer: Element): boolean {
  const scrolls = [...layer.querySelectorAll('*')].find(
    one => one.scrollHeight > one.clientHeight + 4 && /auto|scroll/.test(getComputedStyle(one).overflowY),
  );
  scrolls?.scrollTo(0, scrolls.scrollHeight);
  return scrolls !== undefined;
}

/** Tabs round a modal dialog and back: what in the page the focus got out to, or nothing. */
export async function leftFor(page: Page, dialog: Locator): Promise<string> {
  const began = await page.evaluateHandle(() => document.activeElement);
  for (let presses = 0; presses < 20; presses++) {
    await page.keyboard.press('Tab');
    const got = await dialog.evaluate(layer => {
      const active = document.activeElement;
      // The browser's own bar comes between the last and the first.
      return !active || active === document.body || layer.contains(active) ? '' : active.outerHTML.slice(0, 100);
    });
    if (got !== '') return got;
  }
  await began.evaluate(element => element instanceof HTMLElement && element.focus());
  return '';
}
