import { expect, test } from 'vitest';
import { countPages, isPdf } from '../../src/engine/pdf-pages';
import { pdf, png } from '../support/pictures';

test.each([1, 7])('%i pages are counted, in the open and packed', async pages => {
  expect(await countPages(pdf(pages))).toBe(pages);
  expect(await countPages(pdf(pages, { packed: true }))).toBe(pages);
});

test('where no page can be seen nobody says that there is none', async () => {
  const [begin, end] = pdf(3, { packed: true }).toString('latin1').split('stream\n');
  const sealed = Buffer.from(`${begin}stream\nsealed by a password${end?.slice(20)}`, 'latin1');
  expect(await countPages(sealed)).toBeUndefined();
});

test('pages that are told but hidden behind a password are not left out: their number bounds what a call costs', async () => {
  const [begin, end] = pdf(3, { packed: true }).toString('latin1').split('stream\n');
  const half = `<< /Type /Page >>\n${begin}stream\nsealed by a password${end?.slice(20)}`;
  expect(await countPages(Buffer.from(half, 'latin1'))).toBeUndefined();
  const told = Buffer.from('%PDF-1.7\n<< /Type /Pages /Count 40 /Kids [] >>\n<< /Type /Page >>\n', 'latin1');
  expect(await countPages(told)).toBe(40);
});

test('a document is known by its mark', () => {
  expect(isPdf(pdf(1))).toBe(true);
  expect(isPdf(png(1, 1))).toBe(false);
});
