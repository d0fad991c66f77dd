import { expect, test } from 'vitest';
import { readBill } from '../../src/exchange/bill';
import { freshWorkspace } from '../storage/workspace-fixture';
import { idle } from './file-fixture';

const empty = freshWorkspace();

/** What a spreadsheet saves as Unicode text: two bytes a unit, the low one first or last. */
function utf16(text: string, isLittle = true): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 + 2 * text.length));
  view.setUint16(0, 0xfeff, isLittle);
  for (let at = 0; at < text.length; at += 1) view.setUint16(2 + 2 * at, text.charCodeAt(at), isLittle);
  return new Uint8Array(view.buffer);
}

const tabs =
  'Costs of November\r\ndate\tmodel\tcost_usd\r\n2026-11-25\t"gpt-5-mini\r\nnano"\t0,0045\r\nTotal\t\t0,0045\r\n';
const byTotal = (name: string) => `date;model;cost_usd\n2026-11-25;gpt-5-mini;0.0045\n${name};;0.0045\n`;

test.each<[string, string | Uint8Array]>([
  ['Unicode text of a spreadsheet, parted by tabs, with a title, a line end in quotes and a sum', utf16(tabs)],
  ['the same with the high byte first', utf16(tabs, false)],
  ['the same in UTF-8 with its mark', `\ufeff${tabs}`],
  ['semicolons below a title', `Costs of November\n\n${byTotal('Total')}`],
  ['a sum by another name', byTotal('Sum')],
  ['sums of all', byTotal('Totals:')],
  ['JSON that a shell has written', utf16('[{"date":"2026-11-25","model":"gpt-5-mini","cost_usd":0.0045}]')],
])('a bill is read however its program saved it: %s', async (_, content) => {
  const found = await readBill(await empty, new Blob([content as BlobPart]), undefined, idle());
  expect(found).toMatchObject({ is: 'compared', comparison: { theirs: 4_500_000 } });
});

test.each([
  ['half a character of Unicode text', utf16(tabs).slice(0, -1)],
  ['what is neither Unicode nor UTF-8', new Uint8Array([...new TextEncoder().encode(byTotal('Total')), 0xe9])],
])('%s is no text', async (_, content) => {
  const broken = new Blob([content as BlobPart]);
  expect(await readBill(await empty, broken, undefined, idle())).toMatchObject({ fault: { because: 'not-text' } });
});
