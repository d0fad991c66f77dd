import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextStamp, type StampSource } from '../../src/domain/hlc';

const source = (last = ''): StampSource => ({ replica: 'aaaaaaaa', writer: 'bbbb', last });

describe('a stamp', () => {
  it('carries the time it was minted at', () => {
    expect(Number.parseInt(nextStamp(source(), 1_700_000_000_000).slice(0, 12), 16)).toBe(1_700_000_000_000);
  });

  it('is later than everything its writer minted and saw, whatever the clock says', () => {
    const instant = fc.integer({ min: 0, max: 2 ** 47 });
    fc.assert(
      fc.property(fc.array(instant, { minLength: 1, maxLength: 20 }), fc.array(instant), (clock, others) => {
        const mine = source();
        const seen = others.map(time => nextStamp({ replica: 'cccccccc', writer: 'dddd', last: '' }, time));
        let last = '';
        for (const now of clock) {
          const stamp = nextStamp(mine, now, seen);
          expect(stamp > last).toBe(true);
          for (const other of seen) expect(stamp > other).toBe(true);
          last = stamp;
        }
      }),
    );
  });

  it('beats what it saw with the clock ten years back', () => {
    const future = nextStamp({ replica: 'ffffffff', writer: 'ffff', last: '' }, 2_000_000_000_000);
    expect(nextStamp(source(), 1_000_000_000_000, [future]) > future).toBe(true);
  });

  it('goes on to the next millisecond when the counter is full', () => {
    expect(nextStamp(source('000000000001ffffaaaaaaaabbbb'), 0)).toBe('0000000000020000aaaaaaaabbbb');
  });
});
