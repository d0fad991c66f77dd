import { expect, test } from 'vitest';
import { AppError } from '../../src/domain/error';
import type { Provider } from '../../src/domain/ports';
import { messagesBody } from '../../src/providers/anthropic-messages-request';
import { patchAgent } from '../../src/storage/agents';
import { setBudget } from '../../src/storage/budgets';
import { readWindow } from '../../src/storage/messages';
import { readPayload } from '../../src/storage/requests';
import { answer, asked, callsFirst, ended, entries, send } from './play';
import { setStage, type Stage } from './stage';

const rates = { input: 3_000_000_000, output: 15_000_000_000 };

/** The bodies of a real wire. */
const real = { provider: { body: messagesBody } };

/** Input tokens that the newest call was reserved for. */
async function reservedInput(stage: Stage): Promise<number> {
  const booked = await entries(stage);
  const newest = booked.reduce((one, other) => (other.seq > one.seq ? other : one));
  return ((newest.ceiling ?? 0) - (1_000 * rates.output) / 1_000_000) / (rates.input / 1_000_000);
}

const bytes = (text: string | undefined) => new TextEncoder().encode(text).length;

/** A question long enough that its tokens, here 1,000, are fewer than its bytes. */
const long = 'Tell me all about it. '.repeat(200);

test('a call that goes on from an answer is bounded by what that used, not by the bytes of it all', async () => {
  const stage = await setStage(answer, real);
  const first = await send(stage, long);
  const lead = await stage.lead();
  await ended(stage, first);
  expect(await reservedInput(stage)).toBe(bytes(stage.asked[0]) + 1_024);
  const second = await send(stage, 'And then?', first.conversation);
  stage.engine.bell.ring();
  await ended(stage, second);
  const since = JSON.stringify([{ role: 'user', parts: [{ kind: 'text', text: 'And then?' }] }]);
  expect(await reservedInput(stage)).toBe(1_000 + 100 + bytes(since) + 4 * 16);
  lead.stop();
});

test('the steps of one run are bounded so too', async () => {
  const calls = callsFirst({ call: 'c1', name: 'calculate', input: { expression: '6 * 7' } });
  const stage = await setStage(calls, real);
  const sent = await send(stage, long);
  const lead = await stage.lead();
  await ended(stage, sent);
  expect(stage.asked).toHaveLength(2);
  expect(await reservedInput(stage)).toBeLessThan(1_000 + 100 + 500);
  lead.stop();
});

test.each([
  ['other instructions', (stage: Stage) => patchAgent(stage.workspace, stage.agent, { instructions: 'Answer well.' })],
  [
    'a message that was forgotten',
    async (stage: Stage) => {
      const [first] = await stage.workspace.db.message.toArray();
      const window = first && (await readWindow(stage.workspace, first.id));
      await stage.workspace.db.payload.delete(window?.[0]?.row.payload ?? '');
    },
  ],
])('%s before the answer leaves only the bytes to go by', async (_, change) => {
  const stage = await setStage(answer, real);
  const first = await send(stage, long);
  const lead = await stage.lead();
  await ended(stage, first);
  await change(stage);
  const second = await send(stage, 'And then?', first.conversation);
  stage.engine.bell.ring();
  await ended(stage, second);
  expect(await reservedInput(stage)).toBe(bytes(stage.asked[1]) + 1_024);
  lead.stop();
});

test('under a tight budget an answer takes a tenth of what is left, and says that it was kept short', async () => {
  const stage = await setStage(answer);
  await patchAgent(stage.workspace, stage.agent, { maxOutput: 8_000 });
  const limit = 450_000_000;
  await setBudget(stage.workspace, { scope: 'workspace', window: 'day', limit, warnAt: 0, consequence: 'ask' });
  const sent = await send(stage);
  const lead = await stage.lead();
  const run = await ended(stage, sent);
  expect(stage.asked.map(body => (JSON.parse(body) as { max_tokens: number }).max_tokens)).toEqual([3_000]);
  const window = await readWindow(stage.workspace, run.tip);
  expect(window.at(-1)?.body.keptShort).toBe(true);
  lead.stop();
});

test('a call whose bytes do not fit is counted by its provider for free, once, and then sent with that as its bound', async () => {
  const counted: string[] = [];
  const count: NonNullable<Provider['count']> = async (_, { turns }, call) => {
    counted.push(JSON.stringify(turns));
    await call.send({ method: 'POST', url: 'https://api.example/messages/count_tokens', headers: {}, body: '{}' });
    return 1_000;
  };
  const stage = await setStage(answer, { provider: { ...real.provider, count } });
  // 1,000 output tokens are $0.015 of this, 1,000 input tokens $0.003; the bytes of the body are more than 5,000.
  const day = { scope: 'workspace', window: 'day', limit: 19_000_000, warnAt: 0, consequence: 'ask' } as const;
  await setBudget(stage.workspace, day);
  const sent = await send(stage, long);
  const lead = await stage.lead();
  expect((await ended(stage, sent)).phase).toBe('succeeded');
  expect(await reservedInput(stage)).toBe(1_000 + 50 + 64);
  expect(counted).toHaveLength(1);
  // The count is no attempt: it is on no bill.
  expect(stage.receipts.map(one => one.attempt)).toEqual([undefined, 1]);
  expect(await entries(stage)).toHaveLength(1);
  lead.stop();
});

test.each([
  ['cannot be had', () => Promise.reject(new AppError('opaque-failure'))],
  ['does not fit either', () => Promise.resolve(5_000)],
])('where a count %s, the user is asked', async (_, count) => {
  const stage = await setStage(answer, { provider: { ...real.provider, count } });
  const day = { scope: 'workspace', window: 'day', limit: 19_000_000, warnAt: 0, consequence: 'ask' } as const;
  await setBudget(stage.workspace, day);
  const sent = await send(stage, long);
  const lead = await stage.lead();
  await asked(stage, sent);
  expect(stage.asked).toEqual([]);
  lead.stop();
});

test('a call that would not fit by any count is not counted', async () => {
  let counts = 0;
  const count = () => Promise.resolve((counts += 1));
  const stage = await setStage(answer, { provider: { ...real.provider, count } });
  const day = { scope: 'workspace', window: 'day', limit: 15_000_000, warnAt: 0, consequence: 'ask' } as const;
  await setBudget(stage.workspace, day);
  const sent = await send(stage, long);
  const lead = await stage.lead();
  await asked(stage, sent);
  expect(counts).toBe(0);
  lead.stop();
});

test('a server that sends far more than the answer was allowed is cut, and what came is kept and booked with its bounds', async () => {
  let sent = 0;
  const stage = await setStage(async function* ({ send: leave }) {
    await leave();
    for (; sent < 100; sent++) yield { kind: 'text-delta', text: 'more and more '.repeat(50) };
    yield { kind: 'end', stop: 'end' };
  });
  const asked = await send(stage);
  const lead = await stage.lead();
  const run = await ended(stage, asked);
  expect(run.status).toMatchObject({ is: 'failed', error: { code: 'limit-ignored' } });
  expect(sent).toBeLessThan(25);
  expect((await readWindow(stage.workspace, run.tip)).at(-1)?.row.cut).toBe('failed');
  const [entry] = await entries(stage);
  expect(entry).toMatchObject({ basis: 'estimated', low: expect.any(Number) });
  expect(entry?.high).toBeGreaterThanOrEqual(entry?.ceiling ?? Infinity);
  lead.stop();
});

test('under a budget a model that searches by itself is not called, until the user says what a call of it counts as', async () => {
  const stage = await setStage(answer);
  const model = 'gpt-5-search-api';
  const day = { scope: 'workspace', window: 'day', limit: 1_000_000_000, warnAt: 0, consequence: 'ask' } as const;
  await setBudget(stage.workspace, day);
  const sent = await send(stage, 'What is new?', undefined, model);
  const lead = await stage.lead();
  const { shown } = await asked(stage, sent);
  expect(await readPayload(stage.workspace, shown)).toMatchObject({
    ceilingClass: { is: 'none', because: 'hosted-tools' },
  });
  expect(stage.asked).toEqual([]);
  await setBudget(stage.workspace, { ...day, perCall: 200_000_000 });
  stage.engine.bell.ring();
  expect((await ended(stage, sent)).phase).toBe('succeeded');
  lead.stop();
});
