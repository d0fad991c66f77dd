import type { BillMeasure } from '../../domain/bill';
import { nanosPerDollar } from '../../domain/money';
import { number } from '../formats';
import { billsWords } from '../words/bills';
import { language } from '../words/language';
import { exactDollars } from './figures';

/** A side of a comparison: dollars to the last digit, or tokens. */
export const billFigure = (amount: number, measure: BillMeasure): string =>
  measure === 'cost' ? exactDollars(amount) : billsWords().tokens(number(amount));

/** How far two sides are apart, with its sign: more on their bill is plus. */
export function apartFigure(apart: number, measure: BillMeasure): string {
  const signed = { signDisplay: 'exceptZero' } as const;
  if (measure === 'tokens') return new Intl.NumberFormat(language.value.locale, signed).format(apart);
  const dollars = { style: 'currency', currency: 'USD', minimumFractionDigits: 2, maximumFractionDigits: 9 } as const;
  return new Intl.NumberFormat(language.value.locale, { ...dollars, ...signed }).format(apart / nanosPerDollar);
}
