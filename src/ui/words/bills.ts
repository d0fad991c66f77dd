import type { BillCause, BillFault } from '../../domain/bill';
import { wording } from './language';

const causes: Record<BillCause, string> = {
  rounding: 'Rounding in the file',
  estimated: 'Within the bounds of what was estimated here',
  'no-price': 'Calls whose price is unknown here',
  'hosted-tools': 'Tools that run at the provider, such as web search',
  'other-use': 'Another app or device on the same key',
  'not-billed': 'Not in the file, or not in it yet',
  tier: 'A tier or price that our table does not have',
  dearer: 'A hosted tool, a more expensive tier or price, or another app on the same key',
  cheaper: 'A cheaper tier or price, a discount or a credit',
};

function fault(found: BillFault): string {
  switch (found.because) {
    case 'too-large':
      return 'This file is larger than any bill that can be read here: 10 MB and 50,000 lines at most.';
    case 'not-text':
      return 'This file is neither CSV nor JSON: choose the one that the provider’s usage or cost page exports.';
    case 'broken':
      return 'This file breaks off or is damaged: export it once more.';
    case 'no-rows':
      return 'This file holds no lines of a bill: choose the one that the provider’s usage or cost page exports.';
    case 'workspace':
      return 'This file is a workspace of Retinue, not a bill: import it under Settings, Data.';
    case 'currency':
      return `This bill is in ${found.text}: only dollars can be compared.`;
    case 'day':
      return `Line ${found.line} has no day that can be read (“${found.text}”): write days like 2026-11-17.`;
    case 'amount':
      return `Line ${found.line} has no amount that can be read: “${found.text}”.`;
  }
}

export const billsWords = wording('bills', {
  title: 'Does the bill agree?',
  line: 'Drop the cost or usage file of Anthropic, OpenAI or OpenRouter here (CSV or JSON). It is read on this device, compared by UTC day and model, and stays here.',
  choose: 'Choose a bill',
  forget: (provider: string) => `Forget the bill of ${provider}`,
  forgotten: (provider: string) => `The bill of ${provider} is forgotten.`,
  reading: 'Comparing',
  refused: 'Not compared',
  fault,

  provider: 'Provider',
  here: 'Here',
  theirs: 'Their bill',
  apart: 'Apart',
  all: 'All',
  file: (name: string, when: string) => `${name}, ${when}`,
  agrees: 'agrees',
  explained: 'explained',
  differs: 'differs',
  tokens: (count: string) => `${count} tokens`,

  span: (provider: string, from: string, to: string) =>
    from === to ? `${provider}, ${from}` : `${provider}, ${from} to ${to}`,
  agreed: (count: number, shown: string) =>
    count === 1 ? '1 day and model agrees to the last digit.' : `${shown} days and models agree to the last digit.`,
  partial: 'The file says that it is one page of several: the rest is missing from this comparison.',
  otherwise: 'Read the columns differently',
  day: 'Day',
  model: 'Model',
  noModel: 'no model named',
  cause: 'Likely cause',
  causes,
  between: (low: string, high: string) => `between ${low} and ${high}`,
  more: (shown: string) => `${shown} more`,

  unclear: (figure: string) => `What does ${figure} mean?`,
  unclearLine: 'Nothing in this file says whether its mark parts whole from fraction, or thousands.',
  fraction: (whole: string) => `${whole} and a fraction`,
  thousands: (whole: string) => `${whole} thousand and more`,

  asks: 'What do the columns hold?',
  asksLine: 'These are the first lines of the file.',
  firstLines: 'First lines of the file',
  column: (place: string, heading: string) => (heading === '' ? `Column ${place}` : `${place}: ${heading}`),
  pick: 'Choose',
  whole: 'None: compare whole days',
  cost: 'Cost',
  unit: 'In',
  dollars: 'Dollars',
  cents: 'Cents',
  compare: 'Compare',
  needed: 'Choose the columns of the day and of the cost.',
});
