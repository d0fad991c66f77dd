import type { Page } from '@playwright/test';

/** When the user clicked and when the page showed what it was watched for, both in milliseconds since 1970. */
interface Seen {
  clicked?: number;
  shown?: number;
}

/**
 * Watches a page for a text, by the page's own clock: a test's click first waits until what it clicks stands still, which
 * takes longer than what is measured.
 */
export async function watchFor(page: Page, text: string): Promise<void> {
  await page.evaluate(wanted => {
    const seen: Seen = {};
    Reflect.set(globalThis, 'seen', seen);
    const onClick = ({ timeStamp }: Event) => {
      seen.clicked = performance.timeOrigin + timeStamp;
    };
    addEventListener('click', onClick, { capture: true, once: true });
    const observer = new MutationObserver(() => {
      if (!document.body.textContent.includes(wanted)) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        seen.shown = performance.timeOrigin + performance.now();
      });
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  }, text);
}

/** What was seen since; waits until the text is there. */
export async function seenOn(page: Page): Promise<Seen> {
  const handle = await page.waitForFunction(() => {
    const seen = Reflect.get(globalThis, 'seen') as Seen;
    return seen.shown === undefined ? undefined : seen;
  });
  return handle.jsonValue() as Promise<Seen>;
}
