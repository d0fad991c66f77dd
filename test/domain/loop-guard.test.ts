import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guard, stopAt, warnAt, type GuardedAct } from '../../src/domain/loop-guard';
import { answer, call, compaction, failed, loops, normalTrace, poll, read, write } from './loop-traces';

const repeat = (count: number, pattern: (round: number) => GuardedAct[]) =>
  Array.from({ length: count }, (_, round) => pattern(round)).flat();
const verdicts = (acts: readonly GuardedAct[], from = 0) =>
  acts.slice(from).map((_, index) => guard(acts.slice(0, from + index + 1)).is);
/** The round in which a pattern is stopped when every step is looked at; it follows on `before`. */
const stoppedIn = (pattern: (round: number) => GuardedAct[], before: readonly GuardedAct[] = []) =>
  [1, 2, 3, 4, 5, 6].find(rounds => verdicts([...before, ...repeat(rounds, pattern)], before.length).includes('stop'));

describe('the loop guard', () => {
  it.each(loops)('stops a run that %s, after the second and up to the fifth time', (_, pattern) => {
    const rounds = stoppedIn(pattern) ?? Number.NaN;
    expect(rounds).toBeGreaterThan(2);
    expect(rounds).toBeLessThanOrEqual(stopAt);
  });

  it.each(loops)('warns a run that %s before it stops it', (_, pattern) => {
    const seen = verdicts(repeat(stopAt, pattern));
    expect(seen).toContain('warn');
    expect(seen.indexOf('warn')).toBeLessThan(seen.indexOf('stop'));
  });

  it('knows twenty loops', () => {
    expect(new Set(loops.map(([name]) => name)).size).toBe(20);
  });

  it('stops none of 50 runs that do real work, at no point', () => {
    fc.assert(
      fc.property(normalTrace, trace => {
        expect(verdicts(trace)).not.toContain('stop');
      }),
      { verbose: true, numRuns: 50 },
    );
  });

  it('catches each loop as soon when real work came before it', () => {
    fc.assert(
      fc.property(normalTrace, fc.constantFrom(...loops), (trace, [, pattern]) => {
        expect(stoppedIn(pattern, trace) ?? Number.NaN).toBeLessThanOrEqual(stopAt);
      }),
      { verbose: true },
    );
  });

  it('warns at the third of the same calls and stops at the fifth, and says how many there were', () => {
    const same = (count: number) => guard(repeat(count, () => [answer(), read('a')]));
    expect(same(warnAt - 1)).toEqual({ is: 'fine', count: 2 });
    expect(same(warnAt)).toEqual({ is: 'warn', count: 3, of: 'calls' });
    expect(same(stopAt - 1)).toEqual({ is: 'warn', count: 4, of: 'calls' });
    expect(same(stopAt)).toEqual({ is: 'stop', count: 5, of: 'calls' });
  });

  it('names what goes round', () => {
    const of = (...acts: GuardedAct[]) => guard(acts).of;
    expect(of(...repeat(3, () => [answer(), read('a'), answer(), read('b')]))).toBe('cycle');
    expect(of(...repeat(3, () => ['a', 'b', 'c', 'd'].flatMap(path => [answer(), read(path)])))).toBe('cycle');
    expect(of(answer('So.'), answer('So.'))).toBe('answers');
    expect(of(...repeat(5, round => [answer(), failed(call('t', `{${round}`))]))).toBe('failures');
    expect(of(compaction(90), compaction(81), compaction(99))).toBe('compactions');
  });

  it('looks at each call of the latest answer, not at its last one alone', () => {
    const acts = [...repeat(4, () => [answer(), read('a')]), answer(), read('a'), read('never before')];
    expect(guard(acts)).toEqual({ is: 'stop', count: 5, of: 'calls' });
  });

  it('takes a new call that failed for nothing new where the same is said again', () => {
    expect(guard(repeat(4, round => [answer('So.'), failed(call(`tool-${round}`, ''))])).of).toBe('answers');
  });

  it('counts failures of one tool, not of several', () => {
    expect(guard(repeat(5, round => [answer(), failed(call(`tool-${round}`, ''))])).is).toBe('fine');
  });

  it('does not judge a compaction before it is over', () => {
    const underWay = { ...compaction(0), status: 'intent' as const };
    expect(guard([compaction(90), compaction(81), underWay])).toEqual({ is: 'warn', count: 2, of: 'compactions' });
  });

  it('lets a tool poll for as long as it likes', () => {
    expect(guard(repeat(100, () => [answer('Not yet.'), poll('status')])).is).toBe('fine');
  });

  it('takes the same test after a new change for another test, but not after a change that was made before', () => {
    const test = call('run_tests', '');
    const fixed = repeat(9, round => [answer(), test, answer(), write('a', `fix ${round}`)]);
    expect(guard([...fixed, answer(), test]).is).toBe('fine');
    const again = repeat(9, () => [answer(), test, answer(), write('a', 'the fix')]);
    expect(guard(again).is).toBe('stop');
  });

  it('takes a change that failed for none', () => {
    const acts = repeat(5, round => [answer(), read('a'), failed(write('a', `${round}`))]);
    expect(guard(acts.slice(0, -1))).toEqual({ is: 'stop', count: 5, of: 'calls' });
  });

  it('forgives two compactions of no use, and any number that were of use', () => {
    expect(guard([compaction(81), compaction(100)]).is).toBe('warn');
    expect(guard([compaction(81), compaction(100), compaction(80)]).is).toBe('fine');
    expect(guard(repeat(9, () => [compaction(80)])).is).toBe('fine');
  });

  it('does not hold against a run what it did before and has left', () => {
    const left = [...repeat(4, () => [answer(), read('a')]), answer(), read('b')];
    expect(guard(left)).toEqual({ is: 'fine', count: 1 });
    expect(guard([])).toEqual({ is: 'fine', count: 0 });
  });
});
