import { describe, expect, it, vi } from 'vitest';
import { canonicalJson } from '../../src/lib/canonical-json';
import { answerRequests } from '../../src/storage/requests';
import { readRun } from '../../src/storage/runs';
import { seededRandom } from '../domain/random';
import { answer, openOf, send, usage } from './play';
import { setStage, type Script } from './stage';

/** Bytes of text in an answer: with 100 of them a run has the 0.8 MB that DATA reckons with. */
const answerSize = 8_000;

const random = seededRandom(7);
/** Text that is never twice the same, as what models write is not. */
const prose = () => Buffer.from(random(answerSize / 2)).toString('hex');

/** A model that writes, and uses a tool, in all of its steps but the last. */
const working = (steps: number): Script =>
  async function* (turn) {
    if (turn.number === steps) return yield* answer(turn);
    await turn.send();
    const input = { expression: `${turn.number} * 7` };
    yield { kind: 'text-delta', text: prose() };
    yield { kind: 'part', part: { kind: 'tool-call', call: `c${turn.number}`, name: 'calculate', input } };
    yield usage;
    yield { kind: 'end', stop: 'tool-calls' };
  };

// Dexie keeps the method it finds when it opens a database.
const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
const writes = () => transactions.mock.calls.filter(([, mode]) => mode === 'readwrite').length;

/** Plays a run to its end; where it asks whether to go on, it may. */
async function play(steps: number) {
  const stage = await setStage(working(steps));
  const sent = await send(stage);
  const before = writes();
  let answers = 0;
  await stage.lead();
  for (;;) {
    const { row } = await readRun(stage.workspace, sent.run);
    if (row.phase === 'succeeded') break;
    if (row.phase === 'failed') throw new Error(JSON.stringify(row.status));
    for (const request of await openOf(stage, sent)) {
      await answerRequests(stage.workspace, sent.run, [{ request: request.id, answer: 'approved' }]);
      answers += 1;
      stage.engine.bell.ring();
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return { stage, writes: writes() - before, answers };
}

const bytesOf = (rows: readonly unknown[]) => rows.reduce<number>((sum, row) => sum + canonicalJson(row).length, 0);

describe('a step with a tool call', () => {
  it('takes at most 3 write transactions, 12 events and 4 kB of them', async () => {
    const [short, long] = [await play(3), await play(13)];
    const per = (read: (played: typeof short) => number) => (read(long) - read(short)) / 10;
    const [before, after] = await Promise.all([short, long].map(({ stage }) => stage.workspace.db.event.toArray()));
    expect(per(({ writes }) => writes)).toBeLessThanOrEqual(3);
    expect((after!.length - before!.length) / 10).toBeLessThanOrEqual(12);
    expect((bytesOf(after!) - bytesOf(before!)) / 10).toBeLessThanOrEqual(4_000);
  });
});

describe('a run of 100 steps', () => {
  it(
    'keeps at most 1.2 times its distinct text: what each call saw is named, not copied',
    { timeout: 120_000 },
    async () => {
      const { stage, answers } = await play(100);
      const { message, payload, event } = stage.workspace.db;
      const said = new Set((await message.toArray()).map(row => row.payload));
      const payloads = await payload.toArray();
      const text = payloads.filter(row => said.has(row.id)).reduce((sum, row) => sum + row.size, 0);
      const kept = payloads.reduce((sum, row) => sum + row.size, 0);
      expect(text).toBeGreaterThan(99 * answerSize);
      expect(kept / text).toBeLessThanOrEqual(1.2);
      expect(bytesOf(await event.toArray()) / 100).toBeLessThanOrEqual(4_000);
      expect(answers).toBe(4);
    },
  );
});
