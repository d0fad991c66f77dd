import type { BillMeasure } from '../../domain/bill';
import { number } from '../formats';
import { billsWords } from '../words/bills';
import { language } from '../words/language';
import { exactDollars, signedDollars } from './figures';

/** A side of a comparison: dollars to the last digit, or tokens. */
export const billFigure = (amount: number, measure: BillMeasure): string =>
  measure === 'cost' ? exactDollars(amount) : billsWords().tokens(number(amount));

/** How far two sides are apart, with its sign: more on their bill is plus. */
export function apartFigure(apart: number, measure: BillMeasure): string {
  if (measure === 'cost') return signedDollars(apart);
  return new Intl.NumberFormat(language.value.locale, { signDisplay: 'exceptZero' }).format(apart);
}
