import { expect, it } from 'vitest';
import type { Id } from '../../src/domain/id';
import type { ModelRequest } from '../../src/domain/model-request';
import { plainText } from '../../src/domain/part';
import type { Provider } from '../../src/domain/ports';
import type { StreamEvent } from '../../src/domain/stream';
import { patchAgent } from '../../src/storage/agents';
import { costId } from '../../src/storage/costs';
import { manifestPart } from '../../src/storage/manifests';
import { readWindow } from '../../src/storage/messages';
import { sendMessage } from '../../src/storage/send';
import { ended, entries, usage } from './play';
import { setStage, type Script } from './stage';

const asksForNotes = (request: ModelRequest) => request.instructions.includes('You keep the notes');

/** Long enough to count beside what is kept. */
const goodNotes = 'The fence is red. '.repeat(200);

/** Answers at length; when it is asked for notes, in turn what each of `notes` says, then good ones. */
const writing = (notes: StreamEvent[][]): Script =>
  async function* ({ send, body }) {
    await send();
    if (!body.includes('You keep the notes')) yield { kind: 'text-delta', text: 'Long answer. '.repeat(100) };
    else {
      const given = notes.shift();
      if (given) return yield* given;
      yield { kind: 'text-delta', text: goodNotes };
    }
    yield usage;
    yield { kind: 'end', stop: 'end' };
  };

/** A conversation that outgrows its window of 6,000 tokens. */
async function outgrow(notes: StreamEvent[][] = []) {
  const requests: ModelRequest[] = [];
  const body: Provider['body'] = (_, request) => {
    requests.push(request);
    return JSON.stringify({ instructions: request.instructions, turns: request.turns });
  };
  const stage = await setStage(writing(notes), { provider: { body } });
  const { workspace, agent, connection } = stage;
  const list = [{ id: 'model-a', name: 'Model A', contextWindow: 6_000, maxOutput: 700, structured: true }];
  await workspace.db.models.put({ id: connection, listedAt: 1, body: { list } });
  await patchAgent(workspace, agent, { body: { answer: '{"type":"string"}' } });
  await stage.lead();
  let conversation: Id<'conversation'> | undefined;
  for (let number = 0; number < 14; number++) {
    const sent = await sendMessage(workspace, {
      agent,
      simulated: false,
      parts: [{ kind: 'text', text: `Question ${number}?` }],
      title: '',
      labels: number === 0 ? [{ source: 'external', from: 'pasted' }] : [],
      agentModel: { connection, model: 'model-a' },
      ...(conversation ? { conversation } : {}),
    });
    conversation = sent.conversation;
    const ringing = setInterval(() => stage.engine.bell.ring(), 50);
    const run = await ended(stage, sent).finally(() => clearInterval(ringing));
    const acts = await workspace.db.act.filter(act => act.kind === 'compaction').toArray();
    if (acts.length > 0) return { stage, requests, run, acts };
  }
  throw new Error('the window never got full');
}

const wordsOf = (request: ModelRequest | undefined) =>
  request?.turns.flatMap(({ parts }) => plainText(parts).split('\n\n')) ?? [];

it('notes are asked for of exactly the messages that they stand for, and the others go on word for word', async () => {
  const { stage, requests, run, acts } = await outgrow();
  const [act] = acts;
  const branch = await readWindow(stage.workspace, run.tip);
  const notes = branch.find(({ row }) => row.role === 'summary');
  const before = branch.slice(0, branch.findIndex(({ row }) => row.id === run.message) + 1);
  const end = before.findIndex(({ row }) => row.id === notes?.row.covers) + 1;
  const texts = before.map(({ body }) => plainText(body.parts));
  expect(notes).toBeDefined();
  expect(end).toBeGreaterThan(0);

  const asked = requests.find(asksForNotes);
  expect(wordsOf(asked).slice(0, -1)).toEqual(texts.slice(0, end));
  expect(wordsOf(asked).at(-1)).toContain('Write the notes now');
  expect(asked).toMatchObject({ tools: [], maxOutput: 700 });
  expect(asked).not.toHaveProperty('answer');
  expect(requests.at(-1)).toHaveProperty('answer');
  expect(act?.manifest && (await manifestPart(stage.workspace, act.manifest))).toMatchObject({ count: end });
  const next = wordsOf(requests.at(-1)).join('\n\n');
  expect(next).toContain(texts.slice(end).join('\n\n'));
  expect(next).toContain(goodNotes.trim());

  // A quarter stays word for word, and no message more than that takes.
  const weights = before.map(({ body }) => JSON.stringify(body).length);
  const sum = (some: readonly number[]) => some.reduce((all, one) => all + one, 0);
  const quarter = 0.25 * sum(weights);
  expect(sum(weights.slice(end))).toBeGreaterThanOrEqual(quarter);
  expect(sum(weights.slice(end + 1))).toBeLessThan(quarter);
  expect(act?.left).toBe(Math.round((100 * (sum(weights.slice(end)) + goodNotes.length)) / sum(weights)));
});

it('notes are priced, bounded and labelled as what they are', async () => {
  const { stage, run, acts } = await outgrow();
  const [act] = acts;
  const notes = (await readWindow(stage.workspace, run.tip)).find(({ row }) => row.role === 'summary')?.row;
  const entry = act && (await stage.workspace.db.cost.get(costId(act.id, 1)));
  expect(entry).toMatchObject({ purpose: 'summary', message: notes?.id, cost: notes?.cost });
  expect(notes).toMatchObject({ act: act?.id, cost: 4_500_000, labels: [{ source: 'external', from: 'pasted' }] });
  // No more than the model can, nor than 15 percent of the window, which would be 900.
  expect(entry?.ceiling).toBe(act?.ceiling);
  expect(act?.ceiling).toBeGreaterThan(700 * 15_000);
});

const cut = { code: 'stream-cut', retryable: true, parameters: {} } as const;

it.each<[string, StreamEvent[]]>([
  [
    'that break off',
    [
      { kind: 'text-delta', text: 'The fence is' },
      { kind: 'failure', error: cut },
    ],
  ],
  ['without a word', [{ kind: 'text-delta', text: ' \n' }, usage, { kind: 'end', stop: 'end' }]],
])('notes %s stand for nothing: they are asked for once more, a little later, of all that was', async (_, events) => {
  const { stage, run, acts } = await outgrow([events]);
  expect(run.phase).toBe('succeeded');
  expect(acts.map(act => act.status)).toEqual(['failed-final', 'succeeded']);
  const waits = await stage.workspace.db.event.filter(({ event }) => event.kind === 'run-waiting').toArray();
  expect(waits).toMatchObject([{ event: { for: 'rate' } }]);
  const asked = stage.asked.filter(body => body.includes('You keep the notes'));
  expect(asked).toHaveLength(2);
  expect(asked[1]).toEqual(asked[0]);
  expect((await entries(stage)).filter(entry => entry.purpose === 'summary')).toHaveLength(2);
});
