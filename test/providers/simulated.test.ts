import { describe, expect, it } from 'vitest';

import type { ModelRequest, Turn } from '../../src/domain/model-request';
import type { ModelReply, StreamEvent } from '../../src/domain/stream';
import { collectReply } from '../../src/engine/collect';
import { simulated } from '../../src/providers/simulated';
import { demoTasks } from '../../src/providers/simulated-script';
import { toolbox } from '../../src/tools/toolbox';
import { todayWords } from '../../src/ui/words/today';
import { bytesOf, endpoint, replaying } from './replay';
import { emptyContext } from '../tools/context';

const place = endpoint({ provider: 'simulated', wire: 'simulated', baseUrl: 'simulated:' });
const now = Date.UTC(2026, 10, 25, 13, 4, 5);
const quick = simulated({ first: 0, word: 0 });

function requestOf(turns: readonly Turn[], tools = toolbox()): ModelRequest {
  return {
    model: 'simulated-1',
    instructions: 'You are Ines, analyst.\n\nWork with figures.',
    turns,
    tools: tools.map(({ name, description, input }) => ({ name, description, input })),
    maxOutput: 1_000,
  };
}

async function replyTo(request: ModelRequest, provider = quick): Promise<ModelReply> {
  const collector = collectReply();
  for await (const event of provider.stream(place, request, replaying({ bytes: bytesOf('') }))) collector.take(event);
  return collector.reply;
}

/** The whole of a task as the engine would run it: model, real tools, model. */
async function run(text: string, tools = toolbox()): Promise<{ answer: string; used: string[] }> {
  const turns: Turn[] = [{ role: 'user', parts: [{ kind: 'text', text }] }];
  const used: string[] = [];
  for (;;) {
    const reply = await replyTo(requestOf(turns, tools));
    const calls = reply.parts.filter(part => part.kind === 'tool-call');
    const answer = reply.parts.map(part => (part.kind === 'text' ? part.text : '')).join('');
    if (calls.length === 0) return { answer, used };
    turns.push({ role: 'agent', parts: reply.parts });
    for (const { call, name, input } of calls) {
      const tool = tools.find(one => one.name === name);
      const context = emptyContext({ now: () => now, zone: 'Europe/Vienna' });
      const result = (await tool?.run(input, context)) ?? { output: '', isError: true };
      used.push(name);
      turns.push({ role: 'tool', parts: [{ kind: 'tool-result', call, name, ...result }] });
    }
  }
}

describe('the demo team', () => {
  it('adds up invoices with the real calculator, twice in one step', async () => {
    const { answer, used } = await run(demoTasks[0]?.text ?? '');
    expect(used).toEqual(['calculate', 'calculate']);
    expect(answer).toContain('**5,444.04** with 20 % tax');
    expect(answer).toContain('| 1 | 1,280.50 |');
    expect(answer).toContain('| Sum | 4,536.70 |');
  });

  it('calculates what is asked, not only what was foreseen', async () => {
    expect((await run('What is 12.5 * (3 + 4)?')).answer).toContain('**87.5**');
    expect((await run('Our costs are 10 and 20.25. What is the total?')).answer).toContain('**30.25**');
    expect((await run('Calculate 2 ^ 64')).answer).toContain('**18446744073709551616**');
  });

  it('reads the clock, also of another zone', async () => {
    expect((await run('What day and time is it now where I am?')).answer).toContain('2026-11-25 14:04:05');
    expect((await run('What time is it in Asia/Tokyo?')).answer).toContain('22:04:05');
  });

  it('introduces itself under the name it was hired with', async () => {
    const { answer, used } = await run('Who are you, and what can you do for me?');
    expect(answer).toContain('**Ines**, analyst');
    expect(used).toEqual([]);
  });

  it('never pretends: outside its script it says so and offers what it can do', async () => {
    for (const text of ['Write a poem about the sea', 'Summarise my mail', 'Who was Ada Lovelace?', '', '42']) {
      const { answer } = await run(text);
      expect(answer).toContain('not in my script');
      expect(answer).toContain(demoTasks[0]?.text);
      expect(answer).toContain('bring a key');
    }
  });

  it('says that it is simulated in every finished answer', async () => {
    for (const { text } of demoTasks) expect((await run(text)).answer).toMatch(/simulated/i);
  });

  it('can do every example that Today offers', async () => {
    for (const { text } of Object.values(todayWords().exampleTasks)) {
      expect((await run(text)).answer).not.toContain('not in my script');
    }
  });

  it('says which tool it lacks', async () => {
    expect((await run('Calculate 1 + 1', [])).answer).toContain('“calculate”');
  });

  it('makes the same move each time, and counts what it used', async () => {
    const request = requestOf([{ role: 'user', parts: [{ kind: 'text', text: 'Calculate 1 + 1' }] }]);
    const [first, second] = [await replyTo(request), await replyTo(request)];
    expect(first).toEqual(second);
    expect(first).toMatchObject({
      stop: 'tool-calls',
      usage: { input: expect.any(Number), output: expect.any(Number) },
    });
    expect(first.usage?.input).toBeGreaterThan(50);
    expect(quick.body(place, request)).toBe(quick.body(place, request));
  });

  it('goes on where an answer was cut', async () => {
    const question: Turn = { role: 'user', parts: [{ kind: 'text', text: 'Who are you?' }] };
    const whole = (await replyTo(requestOf([question]))).parts
      .map(part => (part.kind === 'text' ? part.text : ''))
      .join('');
    const said = whole.slice(0, 40);
    const rest = await replyTo(
      requestOf([
        question,
        { role: 'agent', parts: [{ kind: 'text', text: said }] },
        {
          role: 'user',
          parts: [{ kind: 'text', text: 'Go on exactly where your last message stops. Do not repeat any of it.' }],
        },
      ]),
    );
    expect(said + rest.parts.map(part => (part.kind === 'text' ? part.text : '')).join('')).toBe(whole);
  });

  it('streams word by word and stops at once when aborted', async () => {
    const abort = new AbortController();
    const call = { ...replaying({ bytes: bytesOf('') }), abort: abort.signal };
    const request = requestOf([{ role: 'user', parts: [{ kind: 'text', text: 'Who are you?' }] }]);
    const events: StreamEvent[] = [];
    for await (const event of simulated({ first: 0, word: 5 }).stream(place, request, call)) {
      events.push(event);
      if (events.filter(one => one.kind === 'text-delta').length === 3) abort.abort();
    }
    expect(events.at(-1)).toMatchObject({ kind: 'failure', error: { code: 'aborted' } });
    expect(events.filter(event => event.kind === 'text-delta')).toHaveLength(3);
  });
});
