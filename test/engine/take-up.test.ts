import { describe, expect, it } from 'vitest';
import type { Provider } from '../../src/domain/ports';
import type { ReplyPosition, StreamEvent } from '../../src/domain/stream';
import { appendEvents } from '../../src/storage/runs';
import { aborted, ended, entries, send, standing, texts, usage } from './play';
import { setStage, until, type Script } from './stage';

/** Begins an answer whose provider goes on with it, and then hangs. */
const begins: Script = async function* ({ send: go, abort }) {
  await go();
  yield { kind: 'text-delta', text: 'Forty' };
  yield { kind: 'position', reply: 'reply-1', after: 7 };
  await aborted(abort);
  yield { kind: 'failure', error: { code: 'aborted', retryable: false, parameters: {} } };
};

/** What reads such an answer on. */
function keeps(taken: ReplyPosition[], rest: () => AsyncGenerator<StreamEvent>): Partial<Provider> {
  return {
    resume(_endpoint, _request, position) {
      taken.push({ reply: position.reply, after: position.after });
      return rest();
    },
  };
}

async function* theRest(): AsyncGenerator<StreamEvent> {
  yield { kind: 'text-delta', text: '-two.' };
  yield usage;
  yield { kind: 'end', stop: 'end' };
}

async function* gone(): AsyncGenerator<StreamEvent> {
  yield { kind: 'failure', error: { code: 'reply-gone', retryable: false, parameters: {} } };
}

/** A run in the middle of such an answer, which has been checkpointed. */
async function begun(provider: Partial<Provider>) {
  const stage = await setStage(begins, { provider });
  const sent = await send(stage);
  const lead = await stage.lead();
  await until(
    async () => (await stage.workspace.db.draft.get(sent.run))?.resume !== undefined,
    async () => stage.workspace.db.draft.toArray(),
  );
  return { stage, sent, lead };
}

describe('a reply that its provider goes on with', () => {
  it('is read on by the next leader, where its last checkpoint stands, and is paid once', async () => {
    const taken: ReplyPosition[] = [];
    const { stage, sent, lead } = await begun(keeps(taken, theRest));
    lead.stop();
    await stage.lead();
    const run = await ended(stage, sent);
    expect(taken).toEqual([{ reply: 'reply-1', after: 7 }]);
    expect(run.phase).toBe('succeeded');
    expect((await texts(stage, run)).at(-1)?.parts).toEqual([{ kind: 'text', text: 'Forty-two.' }]);
    expect(await entries(stage)).toMatchObject([{ basis: 'priced', attempt: 1, cost: 4_500_000 }]);
    expect(stage.asked).toHaveLength(1);
  });

  it('is settled with what had arrived when the provider no longer has it', async () => {
    const { stage, sent, lead } = await begun(keeps([], gone));
    lead.stop();
    await stage.lead();
    const run = await ended(stage, sent);
    expect(run.status).toMatchObject({ is: 'failed', error: { code: 'interrupted' } });
    expect((await texts(stage, run)).at(-1)?.parts).toEqual([{ kind: 'text', text: 'Forty' }]);
    expect(await entries(stage)).toMatchObject([{ basis: 'estimated' }]);
  });

  it('is read on when only the connection broke', async () => {
    const taken: ReplyPosition[] = [];
    const cut: Script = async function* ({ send: go }) {
      await go();
      yield { kind: 'text-delta', text: 'Forty' };
      yield { kind: 'position', reply: 'reply-1', after: 7 };
      yield { kind: 'failure', error: { code: 'stream-cut', retryable: true, parameters: {} } };
    };
    const stage = await setStage(cut, { provider: keeps(taken, theRest) });
    const sent = await send(stage);
    await stage.lead();
    expect((await standing(stage, sent, 'waiting')).status).toMatchObject({ is: 'waiting', for: 'rate' });
    const looking = setInterval(() => stage.engine.bell.ring(), 10);
    const run = await ended(stage, sent);
    clearInterval(looking);
    expect((await texts(stage, run)).at(-1)?.parts).toEqual([{ kind: 'text', text: 'Forty-two.' }]);
    expect(taken).toHaveLength(1);
    expect(await entries(stage)).toHaveLength(1);
  });

  it('is called off when the user stops it, and booked by what the provider says it used', async () => {
    const off: string[] = [];
    const provider: Partial<Provider> = {
      ...keeps([], gone),
      cancel(_endpoint, { reply }) {
        off.push(reply);
        return Promise.resolve({ usage: { input: 1_000, output: 100 }, raw: {} });
      },
    };
    const { stage, sent } = await begun(provider);
    await appendEvents(stage.workspace, 0, sent.run, [{ kind: 'cancel-requested' }]);
    stage.engine.bell.ring();
    await ended(stage, sent);
    expect(off).toEqual(['reply-1']);
    expect(await entries(stage)).toMatchObject([{ cost: 4_500_000, basis: 'priced' }]);
  });
});
