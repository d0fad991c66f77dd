import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/error';
import { calculate } from '../../src/tools/calculate';
import { emptyContext } from './context';

const context = emptyContext();
const result = async (expression: unknown) => (await calculate.run({ expression }, context)).output;

describe('calculate', () => {
  it.each([
    ['1 + 2 * 3', '7'],
    ['(1 + 2) * 3', '9'],
    ['0.1 + 0.2', '0.3'],
    ['2 ^ 10', '1024'],
    ['2 ^ 3 ^ 2', '512'],
    ['-2 ^ 2', '-4'],
    ['2 ^ -1', '0.5'],
    ['1,250.50 * 2', '2501'],
    ['1_000 / 8', '125'],
    ['15% * 80', '12'],
    ['200 * 15%', '30'],
    ['17 % 5', '2'],
    ['17 % (2 + 3)', '2'],
    ['sqrt(144) + abs(-3)', '15'],
    ['round(2 / 3, 4)', '0.6667'],
    ['round(-2.5)', '-3'],
    ['min(3, 1, 2) + max(3, 1, 2)', '4'],
    ['sum(1, 2, 3.5)', '6.5'],
    ['6 × 7 ÷ 2 − 1', '20'],
    ['9007199254740993 + 0', '9007199254740993'],
  ])('%s is %s', async (expression, expected) => {
    expect(await result(expression)).toBe(expected);
  });

  it('says when a result is rounded', async () => {
    expect(await result('1 / 3')).toBe('0.333333333333 (rounded to 12 decimals)');
  });

  it.each([
    ['1 / 0', 'divided by zero'],
    ['2 +', 'ends too early'],
    ['2 3', 'not expected'],
    ['alert(1)', 'no function'],
    ['constructor(1)', 'no function'],
    ['2 $ 3', 'cannot be calculated'],
    ['9 ^ 9 ^ 9', 'at most'],
    ['sqrt(-1)', 'square root'],
    ['('.repeat(200), 'too deep'],
    [42, 'must be a string'],
  ])('refuses %s and says why', async (expression, why) => {
    await expect(async () => result(expression)).rejects.toMatchObject({
      code: 'tool-input-wrong',
      parameters: { what: expect.stringContaining(why) },
    });
  });

  it('agrees with whole-number arithmetic of any size', async () => {
    const whole = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
    await fc.assert(
      fc.asyncProperty(whole, whole, whole, async (a, b, c) => {
        expect(await result(`(${a}) * (${b}) - (${c})`)).toBe(String(a * b - c));
      }),
    );
  });

  it('answers any text with a figure or one clear error', async () => {
    const unit = fc.constantFrom(...Array.from('0123456789+-*/^%(). ,sqrtmax'));
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, maxLength: 40 }), async text => {
        const failure = await (async () => result(text))().then(
          () => undefined,
          (error: unknown) => error,
        );
        expect(failure === undefined || (failure instanceof AppError && failure.code === 'tool-input-wrong')).toBe(
          true,
        );
      }),
    );
  });
});
