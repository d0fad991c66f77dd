import { describe, expect, it } from 'vitest';
import { ended, openOf, reply, results, send, standing, usage } from './play';
import { setStage, type Script } from './stage';

/** Asks for the same sum again and again. */
const stuck: Script = async function* ({ send: go, number }) {
  await go();
  yield {
    kind: 'part',
    part: { kind: 'tool-call', call: `c${number}`, name: 'calculate', input: { expression: '6*7' } },
  };
  yield usage;
  yield { kind: 'end', stop: 'tool-calls' };
};

describe('a run that goes in circles', () => {
  it('is told so at the third time, and asks its user at the fifth; no further call is paid until he answers', async () => {
    const stage = await setStage(stuck);
    const sent = await send(stage);
    await stage.lead();
    const run = await standing(stage, sent, 'waiting');
    expect(stage.asked).toHaveLength(5);
    const notes = (await results(stage, run)).map(part => part.output.includes('Note: the same was done'));
    expect(notes).toEqual([false, false, true, true, true]);
    const [request] = await openOf(stage, sent);
    expect(request).toMatchObject({ asks: 'loop' });
    await reply(stage, { request: request!.id, answer: 'rejected' });
    expect((await ended(stage, sent)).phase).toBe('cancelled');
    expect(stage.asked).toHaveLength(5);
  });
});
