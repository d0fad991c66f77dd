import { afterEach, expect, test, vi } from 'vitest';
import { notify } from '../../src/page/notify';

const notice = { kind: 'needs-you', title: 'Ada asks you', text: 'Market brief', at: '#/conversation/1' } as const;

afterEach(() => void vi.unstubAllGlobals());

/** A browser that shows notices of pages, or of service workers alone. */
function browser(active: { postMessage(message: unknown): void } | undefined, ofPages: boolean) {
  const shown: string[] = [];
  vi.stubGlobal('navigator', { serviceWorker: { getRegistration: () => Promise.resolve({ active }) } });
  vi.stubGlobal(
    'Notification',
    class {
      constructor(title: string) {
        if (!ofPages) throw new TypeError('Illegal constructor.');
        shown.push(title);
      }
    },
  );
  return shown;
}

test('a notice is left to the service worker where one serves: on Android no page may show one', async () => {
  const told: unknown[] = [];
  const shown = browser({ postMessage: message => void told.push(message) }, false);
  await notify(notice);
  const { title, text, at } = notice;
  expect(told).toEqual([{ notice: { title, text, tag: 'retinue-needs-you', at } }]);
  expect(shown).toEqual([]);
});

test('where no service worker serves, the page shows it; where it may not, nothing breaks', async () => {
  const shown = browser(undefined, true);
  await notify(notice);
  expect(shown).toEqual([notice.title]);
  browser(undefined, false);
  await notify(notice);
});
