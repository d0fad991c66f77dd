import type { Page } from '@playwright/test';

/** Notes the notices that a page has the system show: a headless shell allows none, whatever it was told. */
export const keepNotices = (page: Page) =>
  page.evaluate(() => {
    const notices: Noted[] = [];
    class Notification {
      static permission = 'granted';
      onclick = () => {};
      constructor(title: string, { body = '' }: NotificationOptions) {
        notices.push({ text: `${title}: ${body}`, follow: () => this.onclick() });
      }
      close() {}
    }
    Object.assign(globalThis, { notices, Notification });
  });

interface Noted {
  text: string;
  follow(): void;
}

export const noticesOf = (page: Page) =>
  page.evaluate(() => (Reflect.get(globalThis, 'notices') as Noted[]).map(({ text }) => text));

export const followNotice = (page: Page, number: number) =>
  page.evaluate(at => (Reflect.get(globalThis, 'notices') as Noted[])[at]?.follow(), number);

/** Says of a page whether it is in view: to a test's browser each is. */
export const setInView = (page: Page, inView: boolean) =>
  page.evaluate(
    state => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    inView ? 'visible' : 'hidden',
  );
