import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/domain/part';
import { replayQueries } from '../../src/storage/replay-queries';
import { sendMessage } from '../../src/storage/send';
import { answer, ended, entries, send, texts, usage } from './play';
import { setStage, type Script, type Stage } from './stage';

/** Answers at length, and writes notes when it is asked for them. */
const wordy: Script = async function* ({ send: go, body }) {
  await go();
  const text = body.includes('Write the notes now') ? 'NOTES: the fence is red.' : 'Long answer. '.repeat(200);
  yield { kind: 'text-delta', text };
  yield usage;
  yield { kind: 'end', stop: 'end' };
};

async function narrow(stage: Stage, contextWindow: number): Promise<void> {
  await stage.workspace.db.models.put({
    id: stage.connection,
    listedAt: 1,
    body: { list: [{ id: 'model-a', name: 'Model A', contextWindow }] },
  });
}

async function talk(stage: Stage, count: number) {
  const first = await send(stage, 'What colour is the fence?');
  await stage.lead();
  let run = await ended(stage, first);
  for (let index = 1; index < count; index++) {
    const sent = await sendMessage(stage.workspace, {
      conversation: first.conversation,
      agent: stage.agent,
      simulated: false,
      parts: [{ kind: 'text', text: `Question ${index}?` }],
      title: '',
      agentModel: { connection: stage.connection, model: 'model-a' },
    });
    stage.engine.bell.ring();
    run = await ended(stage, sent);
  }
  return run;
}

describe('a window that is nearly full', () => {
  it('is made smaller by notes that stand for its older part; the messages themselves stay', async () => {
    const stage = await setStage(wordy);
    await narrow(stage, 5_000);
    const run = await talk(stage, 6);
    expect(run.phase).toBe('succeeded');
    const branch = await texts(stage, run);
    expect(branch.filter(message => message.role === 'user')).toHaveLength(6);
    const notes = branch.filter(message => message.role === 'summary');
    expect(notes.length).toBeGreaterThan(0);
    const last = stage.asked.at(-1) ?? '';
    expect(last).toContain('NOTES: the fence is red.');
    expect(last).not.toContain('What colour is the fence?');
    expect((await entries(stage)).filter(entry => entry.purpose === 'summary')).toHaveLength(notes.length);
    const acts = await stage.workspace.db.act.filter(act => act.kind === 'compaction').toArray();
    expect(acts.every(act => act.status === 'succeeded' && (act.left ?? 100) < 80)).toBe(true);
    const replay = await replayQueries(stage.workspace).replay(acts.at(-1)!.run);
    const after = replay?.steps.find(step => step.kind === 'model-call');
    expect(plainText(after?.saw[0]?.parts ?? [])).toContain('NOTES: the fence is red.');
  });

  it('is left as it is where notes do not help: the provider decides then', async () => {
    const stage = await setStage(answer);
    await narrow(stage, 1_100);
    const run = await talk(stage, 2);
    expect(run.phase).toBe('succeeded');
    const acts = await stage.workspace.db.act.filter(act => act.kind === 'compaction').toArray();
    expect(acts.length).toBeLessThanOrEqual(2);
  });
});
