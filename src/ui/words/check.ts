import { counted } from '../formats';
import { wording } from './language';

export const checkWords = wording('settings-check', {
  title: 'Check the workspace',
  line: 'Reads the whole ledger, every text and every sum. Nothing leaves this device.',
  check: 'Check now',
  verify: 'Verify the chain',
  ledger: (entries: number) =>
    entries === 0
      ? 'The ledger is empty.'
      : `Ledger: ${counted(entries, 'entry is', 'entries are')} as written, in one unbroken chain.`,
  changed: (changed: number, entries: number) =>
    `Ledger: ${changed} of ${counted(entries, 'entry', 'entries')} not as written. Somebody, or a faulty disk, has changed what stood there. A file saved before still holds what stood there.`,
  texts: (texts: number) => `Texts: all ${counted(texts, 'text', 'texts')} can be read.`,
  lost: (lost: number) =>
    `Texts: ${counted(lost, 'text', 'texts')} cannot be read any more. A file saved before still holds them.`,
  sums: 'Sums: all agree with the ledger.',
  mended: (sums: number) =>
    `Sums: ${counted(sums, 'sum', 'sums')} did not agree with the ledger and were counted anew.`,
});
