import { AppError } from '../domain/error';
import {
  add,
  compare,
  divide,
  isTooLarge,
  multiply,
  negate,
  parseDecimal,
  rational,
  squareRoot,
  type Rational,
} from './rational';

/** Characters of an expression at most. */
const longest = 2_000;

/** Powers above this are refused: their results are too long to be of use. */
const highestPower = 1_000n;

const refuse = (what: string) => new AppError('tool-input-wrong', { parameters: { what } });

/**
 * What an arithmetic expression comes to, exactly: numbers (1,000.5 and 1_000.5 are read too), `+ - * / ^ %`,
 * parentheses, and sqrt, abs, round, min, max, sum. `%` after a number is "per cent"; between two it is the remainder.
 * Throws `tool-input-wrong` {what}.
 */
export function evaluate(text: string): Rational {
  if (text.length > longest) throw refuse(`an expression has at most ${longest} characters`);
  const reader = readTokens(text);
  const value = sum(reader);
  const rest = reader.peek();
  if (rest !== undefined) throw refuse(`“${rest}” is not expected there`);
  return value;
}

interface Reader {
  peek(ahead?: number): string | undefined;
  take(): string | undefined;
  /** Takes the next token if it is one of `tokens`. */
  takeIf(...tokens: string[]): string | undefined;
  expect(token: string): void;
  /** Runs `work` one level deeper; refuses what is nested too deep. */
  nest<Result>(work: () => Result): Result;
}

const deepest = 100;

function readTokens(text: string): Reader {
  const pattern = /\s*(?:(\d[\d_]*(?:,\d{3}(?!\d))*(?:\.\d+)?|\.\d+)|([a-z]+)|(\*\*|[-+*/^%(),×÷−]))/giy;
  const tokens: string[] = [];
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) throw refuse(`“${text.slice(at).trim().slice(0, 1)}” cannot be calculated`);
    tokens.push(match[1]?.replaceAll(/[_,]/g, '') ?? match[2]?.toLowerCase() ?? plain(match[3] ?? ''));
  }
  let next = 0;
  let depth = 0;
  const reader: Reader = {
    peek: (ahead = 0) => tokens[next + ahead],
    take: () => tokens[next++],
    takeIf: (...wanted) => (wanted.includes(tokens[next] ?? '') ? tokens[next++] : undefined),
    expect(token) {
      if (tokens[next++] !== token) throw refuse(`“${token}” is missing`);
    },
    nest(work) {
      depth += 1;
      if (depth > deepest) throw refuse('the expression is nested too deep');
      const result = work();
      depth -= 1;
      return result;
    },
  };
  return reader;
}

const plain = (sign: string) => ({ '×': '*', '÷': '/', '−': '-', '**': '^' })[sign] ?? sign;

function sum(reader: Reader): Rational {
  let value = product(reader);
  for (;;) {
    const sign = reader.takeIf('+', '-');
    if (!sign) return value;
    const next = product(reader);
    value = checked(add(value, sign === '-' ? negate(next) : next));
  }
}

function product(reader: Reader): Rational {
  let value = unary(reader);
  for (;;) {
    const sign = reader.takeIf('*', '/', '%');
    if (!sign) return value;
    const next = unary(reader);
    if (sign !== '*' && next.above === 0n) throw refuse('nothing can be divided by zero');
    value = checked(sign === '*' ? multiply(value, next) : sign === '/' ? divide(value, next) : remainder(value, next));
  }
}

function unary(reader: Reader): Rational {
  const sign = reader.takeIf('+', '-');
  if (!sign) return power(reader);
  return reader.nest(() => (sign === '-' ? negate(unary(reader)) : unary(reader)));
}

function power(reader: Reader): Rational {
  const base = percent(reader);
  if (!reader.takeIf('^')) return base;
  const exponent = reader.nest(() => unary(reader));
  return checked(raise(base, exponent));
}

/** A `%` that no operand follows means "per cent". */
function percent(reader: Reader): Rational {
  const value = atom(reader);
  const after = reader.peek(1);
  const isRemainder = after !== undefined && /^[\d.a-z(]/.test(after);
  if (isRemainder || !reader.takeIf('%')) return value;
  return divide(value, rational(100n));
}

function atom(reader: Reader): Rational {
  const token = reader.take();
  if (token === undefined) throw refuse('the expression ends too early');
  if (/^[\d.]/.test(token)) return parseDecimal(token);
  if (token === '(') {
    const value = reader.nest(() => sum(reader));
    reader.expect(')');
    return value;
  }
  if (/^[a-z]/.test(token)) return call(token, reader);
  throw refuse(`“${token}” is not expected there`);
}

function call(name: string, reader: Reader): Rational {
  const work = functions.get(name);
  if (!work) throw refuse(`there is no function “${name}”; there are ${[...functions.keys()].join(', ')}`);
  reader.expect('(');
  const values = [reader.nest(() => sum(reader))];
  while (reader.takeIf(',')) values.push(reader.nest(() => sum(reader)));
  reader.expect(')');
  return checked(work(values));
}

const functions = new Map<string, (values: Rational[]) => Rational>([
  ['sqrt', values => root(only('sqrt', values))],
  ['abs', values => size(only('abs', values))],
  ['round', ([value = rational(0n), places = rational(0n)]) => roundTo(value, places)],
  ['min', values => values.reduce((least, value) => (compare(value, least) < 0 ? value : least))],
  ['max', values => values.reduce((most, value) => (compare(value, most) > 0 ? value : most))],
  ['sum', values => values.reduce((total, value) => checked(add(total, value)))],
]);

function root(value: Rational): Rational {
  if (value.above < 0n) throw refuse('a negative number has no square root');
  return squareRoot(value);
}

const size = (value: Rational) => (value.above < 0n ? negate(value) : value);

function only(name: string, values: Rational[]): Rational {
  const [value] = values;
  if (!value || values.length !== 1) throw refuse(`${name} takes one number`);
  return value;
}

/** To so many decimals, half away from zero. */
function roundTo({ above, below }: Rational, places: Rational): Rational {
  if (places.below !== 1n || places.above < 0n || places.above > 30n) throw refuse('round takes 0 to 30 places');
  const scale = 10n ** places.above;
  const positive = above < 0n ? -above : above;
  const rounded = (positive * scale * 2n + below) / (below * 2n);
  return rational(above < 0n ? -rounded : rounded, scale);
}

function remainder(a: Rational, b: Rational): Rational {
  const quotient = divide(a, b);
  return add(a, negate(multiply(b, rational(quotient.above / quotient.below))));
}

function raise(base: Rational, exponent: Rational): Rational {
  if (exponent.below === 2n && exponent.above === 1n && base.above >= 0n) return squareRoot(base);
  if (exponent.below !== 1n) throw refuse('a power must be a whole number');
  const size = exponent.above < 0n ? -exponent.above : exponent.above;
  if (size > highestPower) throw refuse(`a power is at most ${highestPower}`);
  if (exponent.above < 0n && base.above === 0n) throw refuse('nothing can be divided by zero');
  const raised = { above: base.above ** size, below: base.below ** size };
  return exponent.above < 0n ? rational(raised.below, raised.above) : raised;
}

function checked(value: Rational): Rational {
  if (isTooLarge(value)) throw refuse('the result is too long');
  return value;
}
