import type { Locator } from '@playwright/test';

import { filesIn } from '../support/loopback/files';
import { pdf, png } from '../support/pictures';
import { expect, test } from './stage';

test('a pasted picture and a picked PDF are seen, priced, kept over a reload, sent, shown and taken along', async ({
  hired: app,
  loopback,
  page,
}) => {
  await app.ask('Say hello');
  await app.settled();
  const field = page.getByRole('textbox', { name: /^Message to / });
  await field.evaluate(
    async (element, bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], 'plan.png', { type: 'image/png' }));
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    },
    [...png(3_136, 560)],
  );
  const waiting = page.getByRole('list', { name: 'Attached files' });
  await expect(waiting).toContainText('plan.png');
  await expect(waiting).toContainText('1,568 × 280 · ');
  await expect(waiting).toContainText('made smaller from 3,136 × 560');
  await expect(page.getByText(/^at most \$0\.\d/)).toBeVisible();

  // Behind a dialog nothing is taken, and no browser shows a dropped file in the app's place.
  await page.getByRole('button', { name: /^Model/ }).click();
  expect(await drop(page.getByRole('dialog'), [{ name: 'stray.pdf', type: 'application/pdf', bytes: pdf(1) }])).toBe(
    true,
  );
  await page.keyboard.press('Escape');
  expect(
    await drop(app.transcript, [
      { name: 'notes.txt', type: 'text/plain', bytes: Buffer.from('no') },
      { name: 'terms.pdf', type: 'application/pdf', bytes: pdf(3) },
    ]),
  ).toBe(true);
  await expect(page.getByText('notes.txt is neither a picture nor a PDF.')).toBeVisible();
  await expect(waiting).toContainText('3 pages');
  await expect(waiting).not.toContainText('stray.pdf');
  await expect(page.getByText('known only after it was read')).toBeVisible();
  await page.getByRole('button', { name: 'Remove terms.pdf' }).click();
  await expect(waiting).not.toContainText('terms.pdf');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(waiting).toContainText('terms.pdf');

  await page.reload();
  await app.ready();
  await expect(waiting).toContainText('terms.pdf');
  await field.fill('What is on the plan?');
  await app.send();
  await expect(waiting).toBeHidden();
  await app.settled();
  const sent = filesIn('anthropic-messages', JSON.parse(loopback.seen.at(-1)?.body ?? '{}'));
  expect(sent.map(({ type }) => type)).toEqual(['image/png', 'application/pdf']);
  expect(sent[1]?.bytes.equals(pdf(3))).toBe(true);

  await page.getByRole('button', { name: 'Show plan.png' }).click();
  const large = page.getByRole('dialog', { name: 'plan.png' }).getByRole('img', { name: 'plan.png' });
  await expect.poll(() => large.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1_568);
  await page.keyboard.press('Escape');

  await app.open('#/costs');
  expect(await drop(app.main, [{ name: 'stray.pdf', type: 'application/pdf', bytes: pdf(1) }])).toBe(true);

  await app.importWorkspace(await app.exportWorkspace(), 'new');
  await app.openConversation('Say hello');
  const small = page.getByRole('button', { name: 'Show plan.png' }).getByRole('img');
  await expect.poll(() => small.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1_568);
  await expect(page.getByRole('button', { name: 'Save terms.pdf' })).toBeVisible();
});

/** Drops files as a file manager does; whether the browser is kept from showing them itself. */
function drop(at: Locator, files: readonly { name: string; type: string; bytes: Buffer }[]): Promise<boolean> {
  const plain = files.map(({ bytes, ...file }) => ({ ...file, bytes: [...bytes] }));
  return at.evaluate((element, dropped) => {
    const dataTransfer = new DataTransfer();
    for (const { name, type, bytes } of dropped)
      dataTransfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
    return ['dragover', 'drop'].every(
      kind => !element.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true })),
    );
  }, plain);
}
