/** An exact fraction; `below` is positive and the two share no factor. */
export interface Rational {
  above: bigint;
  below: bigint;
}

/** Digits a number may have on either side of its fraction line: arithmetic stays instant. */
const mostDigits = 2_000;

/** Whether a result has grown past what is worth calculating. */
export const isTooLarge = ({ above, below }: Rational) =>
  above.toString().length > mostDigits || below.toString().length > mostDigits;

/** A fraction in lowest terms. `below` must not be zero. */
export function rational(above: bigint, below = 1n): Rational {
  const sign = below < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(above < 0n ? -above : above, below * sign) * sign;
  return { above: above / divisor, below: below / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [large, small] = [a, b];
  while (small !== 0n) [large, small] = [small, large % small];
  return large === 0n ? 1n : large;
}

export const add = (a: Rational, b: Rational) => rational(a.above * b.below + b.above * a.below, a.below * b.below);
export const negate = ({ above, below }: Rational): Rational => ({ above: -above, below });
export const multiply = (a: Rational, b: Rational) => rational(a.above * b.above, a.below * b.below);
/** `b` must not be zero. */
export const divide = (a: Rational, b: Rational) => rational(a.above * b.below, a.below * b.above);
/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export const compare = (a: Rational, b: Rational) => Number(sign(a.above * b.below - b.above * a.below));
const sign = (value: bigint) => (value > 0n ? 1n : value < 0n ? -1n : 0n);

/** Reads `12`, `1.5` or `.5` exactly. */
export function parseDecimal(text: string): Rational {
  const [whole = '', fraction = ''] = text.split('.');
  return rational(BigInt(`${whole}${fraction}` || '0'), 10n ** BigInt(fraction.length));
}

/** The fraction with `places` decimals, half away from zero, without trailing zeros. `exact` tells whether that is all. */
export function formatDecimal(value: Rational, places: number): { text: string; exact: boolean } {
  const scale = 10n ** BigInt(places);
  const size = value.above < 0n ? -value.above : value.above;
  const scaled = (size * scale * 2n + value.below) / (value.below * 2n);
  const digits = scaled.toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  const minus = value.above < 0n && scaled !== 0n ? '-' : '';
  return { text: minus + whole + (fraction && `.${fraction}`), exact: (size * scale) % value.below === 0n };
}

/** The square root to 30 decimals, or exactly where it is rational. `value` must not be negative. */
export function squareRoot(value: Rational): Rational {
  const above = integerRoot(value.above);
  const below = integerRoot(value.below);
  if (above * above === value.above && below * below === value.below) return rational(above, below);
  const scale = 10n ** 30n;
  return rational(integerRoot((value.above * scale * scale) / value.below), scale);
}

/** The largest integer whose square is at most `value`, by Newton's method. */
function integerRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
