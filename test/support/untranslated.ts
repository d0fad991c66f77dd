import type { Page } from '@playwright/test';

/**
 * In the pseudo-locale: texts on screen that did not come from the words of the interface. Prose, ids and pictures are
 * left out; names and titles that the test itself made are for the caller to know.
 */
export function untranslated(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const content = 'article, .mono, code, kbd, select, textarea, [translate=no], svg';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const element = node.parentElement;
      if (!/[A-Za-z]{3}/.test(text) || !element || element.closest(content) || !element.checkVisibility()) continue;
      if (!/⟦.*⟧/s.test(element.textContent ?? '')) found.push(text);
    }
    return found;
  });
}
