import { describe, expect, it } from 'vitest';
import { now } from '../../src/tools/now';
import { emptyContext } from './context';

const context = emptyContext({ now: () => Date.UTC(2026, 10, 25, 13, 5, 9), zone: 'Europe/Vienna' });

describe('now', () => {
  it('tells the time of the user’s zone', async () => {
    expect((await now.run({}, context)).output).toBe('Wednesday, 2026-11-25 14:05:09 (Europe/Vienna)');
  });

  it('tells the time of another place', async () => {
    expect((await now.run({ zone: 'Asia/Tokyo' }, context)).output).toBe('Wednesday, 2026-11-25 22:05:09 (Asia/Tokyo)');
  });

  it('refuses what is no zone', async () => {
    await expect(async () => now.run({ zone: 'Nowhere/Land' }, context)).rejects.toMatchObject({
      code: 'tool-input-wrong',
    });
  });
});
