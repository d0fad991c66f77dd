import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reservedIn, type SetAside } from '../../src/domain/budget';
import { heldIn } from '../../src/domain/carve';

/** A run with what it may cost, what it has spent and set aside itself, and the runs it has handed parts of that to. */
interface Errand {
  limit: number;
  spent: number;
  calls: number[];
  below: Errand[];
}
const { errand } = fc.letrec<{ errand: Errand }>(tie => ({
  errand: fc.record({
    limit: fc.integer({ min: 0, max: 100 }),
    spent: fc.integer({ min: 0, max: 30 }),
    calls: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 2 }),
    below: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constant<Errand[]>([]),
      fc.array(tie('errand'), { maxLength: 2 }),
    ),
  }),
}));

it('what is set aside for errands and their calls is never counted twice, and never falls short of what may still be spent', () => {
  fc.assert(
    fc.property(fc.array(errand, { maxLength: 3 }), roots => {
      const reservations: SetAside[] = [];
      const spent = new Map<string, number>();
      /** Lays an errand out as reservations; returns what it has spent, and what it may still cost in the windows above. */
      const lay = (one: Errand, own: string, above: string[]): { spent: number; open: number } => {
        reservations.push({ own, ceiling: one.limit, windows: above });
        for (const ceiling of one.calls) reservations.push({ ceiling, windows: [...above, own] });
        const below = one.below.map((child, index) => lay(child, `${own}.${index}`, [...above, own]));
        const all = one.spent + below.reduce((sum, child) => sum + child.spent, 0);
        spent.set(own, all);
        const used = one.calls.reduce((sum, call) => sum + call, 0) + below.reduce((sum, child) => sum + child.open, 0);
        return { spent: all, open: Math.max(one.limit - all, used) };
      };
      const laid = roots.map((one, index) => lay(one, `run-${index}`, ['top']));
      const aside = reservedIn('top', reservations) + heldIn('top', reservations, id => spent.get(id) ?? 0);
      expect(aside).toBe(laid.reduce((sum, one) => sum + one.open, 0));
    }),
  );
});
