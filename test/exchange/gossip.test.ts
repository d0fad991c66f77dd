import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patchAgent } from '../../src/storage/agents';
import { patchConversation } from '../../src/storage/conversations';
import type { Workspace } from '../../src/storage/open';
import { reprice } from '../../src/storage/repricing';
import { rebuildRollups } from '../../src/storage/rollups';
import { setSetting } from '../../src/storage/settings';
import { forget } from '../../src/storage/write';
import { freshWorkspace, sumsOf } from '../storage/workspace-fixture';
import { cloneOf, converse, fileOf, takeIn } from './file-fixture';

/** What people do on a device, and files going from one to another. */
type Step =
  | {
      do: 'converse' | 'reprice' | 'retitle' | 'erase' | 'restyle' | 'instruct' | 'set' | 'forget';
      on: number;
      pick: number;
    }
  | { do: 'send'; on: number; to: number };

const device = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('converse', 'reprice', 'retitle', 'erase', 'restyle', 'instruct', 'set', 'forget'),
      on: device,
      pick: fc.nat(5),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('send' as const), on: device, to: device }) },
);

async function perform(devices: readonly Workspace[], one: Step): Promise<void> {
  const ws = devices[one.on];
  if (!ws) return;
  if (one.do === 'send') {
    const to = devices[one.to];
    if (to) await takeIn(to, await fileOf(ws), 'merge');
    return;
  }
  const agent = pickOf(await ws.db.agent.toArray(), one.pick)?.id;
  const conversation = pickOf(await ws.db.conversation.toArray(), one.pick)?.id;
  switch (one.do) {
    case 'converse':
      await converse(ws, `Question ${one.pick}`, `Answer ${one.pick}`);
      return;
    case 'reprice': {
      const entry = pickOf(await ws.db.cost.toArray(), one.pick);
      const to = { rates: { input: 1, output: 1 }, cost: 1_000 * one.pick, basis: 'priced' as const };
      if (entry) await reprice(ws, [{ entry, to: { ...to, source: ourPrice } }]);
      return;
    }
    case 'set':
      await setSetting(ws, 'pricesUpdatedAt', one.pick);
      return;
    case 'restyle':
      if (agent) await patchAgent(ws, agent, { hue: one.pick, body: { name: `Name ${one.pick}` } });
      return;
    case 'instruct':
      if (agent) await patchAgent(ws, agent, { instructions: `Text ${one.pick}` });
      return;
    case 'forget':
      if (agent) await forget(ws, 'agent', agent);
      return;
    case 'retitle':
      if (conversation) await patchConversation(ws, conversation, { body: { title: `Title ${one.pick}` } });
      return;
    case 'erase':
      if (conversation) await patchConversation(ws, conversation, { gone: one.pick % 2 === 0 });
      return;
  }
}

const ourPrice = { name: 'user', date: '2026-11-25', model: 'claude-sonnet-5', match: 'exact' } as const;

const pickOf = <Item>(items: readonly Item[], pick: number): Item | undefined =>
  items[pick % Math.max(1, items.length)];

test('three devices that work apart and send each other files in any order come out byte for byte the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), fc.nat(), async (steps, seed) => {
      const first = await freshWorkspace();
      await converse(first, 'Hello', 'Hi');
      const devices = [first, await cloneOf(first, seed + 1), await cloneOf(first, seed + 2)];
      for (const one of steps) await perform(devices, one);
      // Everyone hears from everyone, in another order each.
      const files = await Promise.all(devices.map(ws => fileOf(ws)));
      for (const [index, ws] of devices.entries()) {
        for (const shift of [1, 2])
          await takeIn(ws, files[(index + (index === 1 ? 3 - shift : shift)) % 3] ?? '', 'merge');
      }
      const [a, b, c] = await Promise.all(devices.map(ws => fileOf(ws)));
      expect(b).toBe(a);
      expect(c).toBe(a);
      for (const ws of devices) {
        const sums = await sumsOf(ws);
        await rebuildRollups(ws);
        expect(await sumsOf(ws)).toEqual(sums);
      }
    }),
    { numRuns: 5, endOnFailure: true },
  );
}, 120_000);
