import { describe, expect, it } from 'vitest';
import type { ModelAbilities } from '../../src/domain/connection';
import type { ModelRequest } from '../../src/domain/model-request';
import { plainText, type Part } from '../../src/domain/part';
import type { Provider } from '../../src/domain/ports';
import { messagesBody } from '../../src/providers/anthropic-messages-request';
import { patchAgent } from '../../src/storage/agents';
import { commit } from '../../src/storage/commit';
import { addPayloads, preparePayload } from '../../src/storage/payloads';
import { conversationQueries } from '../../src/storage/conversation-queries';
import { replayQueries } from '../../src/storage/replay-queries';
import { sendMessage, type Sent } from '../../src/storage/send';
import { answer, ended, entries, texts, usage } from './play';
import { setStage, type Script, type Stage } from './stage';

/** Answers at length, and writes notes when it is asked for them. */
const wordy: Script = async function* ({ send: go, body }) {
  await go();
  const text = body.includes('Write the notes now') ? 'NOTES: the fence is red.' : 'Long answer. '.repeat(200);
  yield { kind: 'text-delta', text };
  yield usage;
  yield { kind: 'end', stop: 'end' };
};

async function* nothing(): AsyncGenerator<never> {}

async function narrow(stage: Stage, abilities: ModelAbilities): Promise<void> {
  await stage.workspace.db.models.put({
    id: stage.connection,
    listedAt: 1,
    body: { list: [{ id: 'model-a', name: 'Model A', ...abilities }] },
  });
}

const say = ({ workspace, agent, connection }: Stage, parts: Part[], conversation?: Sent['conversation']) =>
  sendMessage(workspace, {
    agent,
    simulated: false,
    parts,
    title: '',
    agentModel: { connection, model: 'model-a' },
    ...(conversation ? { conversation } : {}),
  });

async function talk(stage: Stage, count: number, parts?: Part[]) {
  const first = await say(stage, parts ?? [{ kind: 'text', text: 'What colour is the fence?' }]);
  await stage.lead();
  let run = await ended(stage, first);
  for (let index = 1; index < count; index++) {
    const sent = await say(stage, [{ kind: 'text', text: `Question ${index}?` }], first.conversation);
    stage.engine.bell.ring();
    run = await ended(stage, sent);
  }
  return run;
}

describe('a window that is nearly full', () => {
  it('is made smaller by notes that stand for its older part; the messages themselves stay', async () => {
    const told = new Set<boolean | undefined>();
    const stage: Stage = await setStage(async function* (turn) {
      const [one] = await stage.workspace.db.conversation.toArray();
      const seen = one && (await conversationQueries(stage.workspace).conversation(one.id));
      if (turn.body.includes('Write the notes now')) told.add(seen?.compacting);
      else expect(seen?.compacting).toBe(false);
      yield* wordy(turn);
    });
    await narrow(stage, { contextWindow: 5_000 });
    const run = await talk(stage, 6);
    expect(run.phase).toBe('succeeded');
    expect([...told], 'the screen can say so meanwhile').toEqual([true]);
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
    await narrow(stage, { contextWindow: 1_100 });
    const run = await talk(stage, 2);
    expect(run.phase).toBe('succeeded');
    const acts = await stage.workspace.db.act.filter(act => act.kind === 'compaction').toArray();
    expect(acts.length).toBeLessThanOrEqual(2);
  });

  it.each(['refusal', 'length'] as const)('does not take for the notes what ends with %s', async stop => {
    const refuses: Script = async function* (turn) {
      if (!turn.body.includes('Write the notes now')) return yield* wordy(turn);
      await turn.send();
      yield { kind: 'text-delta', text: 'I cannot help with that.' };
      yield usage;
      yield { kind: 'end', stop };
    };
    const stage = await setStage(refuses);
    await narrow(stage, { contextWindow: 5_000 });
    const run = await talk(stage, 6);
    expect((await texts(stage, run)).filter(message => message.role === 'summary')).toEqual([]);
    expect(stage.asked.at(-1)).toContain('What colour is the fence?');
    expect((await entries(stage)).filter(entry => entry.purpose === 'summary').length).toBeGreaterThan(0);
  });

  it('is asked for notes that end with the run, and may be longer than the agent’s own answers', async () => {
    const requests: ModelRequest[] = [];
    const body: Provider['body'] = (_, request) => {
      if (request.instructions?.includes('You keep the notes')) requests.push(request);
      return JSON.stringify({ turns: request.turns });
    };
    const stage = await setStage(wordy, { provider: { body, resume: () => nothing() } });
    await narrow(stage, { contextWindow: 8_000 });
    await patchAgent(stage.workspace, stage.agent, { maxOutput: 500 });
    await talk(stage, 9);
    expect(requests.length).toBeGreaterThan(0);
    for (const { resumable, maxOutput, turns } of requests) {
      expect(resumable, 'no provider goes on with them once they are stopped').toBeUndefined();
      expect(maxOutput).toBe(1_200);
      expect(JSON.stringify(turns)).toContain('in at most 300 words');
    }
  });

  it('is reckoned with its files when they are read once more: a document of unknown tokens is bounded by the window', async () => {
    const stage = await setStage(wordy, { provider: { body: messagesBody } });
    await narrow(stage, { contextWindow: 20_000, pdfs: true });
    await patchAgent(stage.workspace, stage.agent, { maxOutput: 15_000 });
    const payload = await preparePayload(stage.workspace, 'JVBERi0xLjQK');
    await commit(stage.workspace, ['payload'], () => addPayloads(stage.workspace, [payload]));
    await talk(stage, 4, [
      { kind: 'text', text: 'What colour is the fence?' },
      { kind: 'file', payload: payload.id, type: 'application/pdf', name: 'fence.pdf', size: 9, pages: 1 },
    ]);
    const notes = (await entries(stage)).find(entry => entry.purpose === 'summary');
    // 15 percent of the window.
    const mostAnswer = 3_000 * 15_000;
    expect(((notes?.ceiling ?? 0) - mostAnswer) / 3_000).toBeGreaterThanOrEqual(20_000);
  });
});
