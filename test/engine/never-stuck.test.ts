import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/error';
import type { RunEvent } from '../../src/domain/event';
import { sourceOf } from '../../src/domain/label';
import type { Provider } from '../../src/domain/ports';
import type { Tool } from '../../src/domain/tool';
import { usesToday } from '../../src/storage/grants';
import { appendEvents, eventsOf, readRun } from '../../src/storage/runs';
import { readFileAt, saveFile } from '../../src/storage/artifacts';
import {
  answer,
  asked,
  callsFirst,
  ended,
  entries,
  openOf,
  reply,
  results,
  send,
  standing,
  steer,
  usage,
} from './play';
import { setStage, until, type Script, type Stage } from './stage';

/** Asks for one tool call in each of the first answers, every time under the same id. */
const sameId = (...inputs: { name: string; input: unknown }[]): Script =>
  async function* (turn) {
    const next = inputs[turn.number - 1];
    if (!next) return yield* answer(turn);
    await turn.send();
    yield { kind: 'part', part: { kind: 'tool-call', call: 'call_0', ...next } };
    yield usage;
    yield { kind: 'end', stop: 'tool-calls' };
  };

/** Tells the world: leaves the workspace, and asks first. */
function tell(effect: Tool['effect'], done: unknown[], before: () => Promise<void>): Tool {
  return {
    source: 'test',
    name: 'tell',
    description: 'Tells the world.',
    input: { type: 'object' },
    effect,
    reach: 'outward',
    async run(input) {
      done.push(input);
      await before();
      return { output: 'Told.' };
    },
  };
}

describe('a provider that gives the tool calls of every answer the same ids', () => {
  it('has each of them carried out, with a result of its own', async () => {
    const stage = await setStage(
      sameId({ name: 'calculate', input: { expression: '6*7' } }, { name: 'calculate', input: { expression: '7*8' } }),
    );
    const sent = await send(stage);
    await stage.lead();
    const run = await ended(stage, sent);
    expect((await results(stage, run)).map(part => part.output)).toEqual(['42', '56']);
    expect(stage.asked).toHaveLength(3);
  });

  it('has each of its questions put', async () => {
    const stage = await setStage(
      sameId({ name: 'ask_user', input: { question: 'Red?' } }, { name: 'ask_user', input: { question: 'Blue?' } }),
    );
    const sent = await send(stage);
    await stage.lead();
    for (const said of ['No.', 'Yes.']) {
      await until(
        async () => (await openOf(stage, sent)).length === 1,
        () => eventsOf(stage.workspace, sent.run),
      );
      const [request] = await openOf(stage, sent);
      await reply(stage, { request: request!.id, answer: 'told', said });
    }
    const run = await ended(stage, sent);
    expect((await results(stage, run)).map(part => part.output)).toEqual(['No.', 'Yes.']);
  });
});

describe('a run that asks whether to go on', () => {
  it('takes words instead of an answer for a yes', async () => {
    const stuck: Script = async function* (turn) {
      if (turn.body.includes('Stop counting')) return yield* answer(turn);
      await turn.send();
      const call = `c${turn.number}`;
      yield { kind: 'part', part: { kind: 'tool-call', call, name: 'calculate', input: { expression: '6*7' } } };
      yield usage;
      yield { kind: 'end', stop: 'tool-calls' };
    };
    const stage = await setStage(stuck);
    const sent = await send(stage);
    await stage.lead();
    await standing(stage, sent, 'waiting');
    await steer(stage, sent, 'Stop counting.');
    expect((await ended(stage, sent)).phase).toBe('succeeded');
    expect(await openOf(stage, sent)).toEqual([]);
  });
});

/** A run whose leader is lost while it uses, for the first time, a tool that the user allowed; there is a new one. */
async function lostInTheMiddle(effect: Tool['effect']) {
  const done: unknown[] = [];
  const lost: { lead?: Awaited<ReturnType<Stage['lead']>> } = {};
  const first = async () => {
    if (done.length > 1) return;
    lost.lead?.stop();
    await stage.lead();
    await new Promise(() => {});
  };
  const stage = await setStage(callsFirst({ call: 'c1', name: 'tell', input: { a: 1 } }), {
    tools: [tell(effect, done, first)],
  });
  const sent = await send(stage);
  lost.lead = await stage.lead();
  await reply(stage, { request: (await asked(stage, sent)).id, answer: 'approved' });
  return { stage, sent, done };
}

describe('a tool the user allowed whose leader was lost in the middle', () => {
  it('is used again under the same leave where that is harmless', async () => {
    const { stage, sent, done } = await lostInTheMiddle('idempotent');
    const run = await ended(stage, sent);
    expect([run.phase, done]).toEqual(['succeeded', [{ a: 1 }, { a: 1 }]]);
  });

  it('is used again when the user says so, even if he wrote meanwhile', async () => {
    const { stage, sent, done } = await lostInTheMiddle('write');
    await standing(stage, sent, 'needs-decision');
    await steer(stage, sent, 'And be quick.');
    const [outcome] = await openOf(stage, sent);
    expect(outcome).toMatchObject({ asks: 'outcome' });
    await reply(stage, { request: outcome!.id, answer: 'again' });
    const run = await ended(stage, sent);
    expect([run.phase, done]).toEqual(['succeeded', [{ a: 1 }, { a: 1 }]]);
    expect(await results(stage, run)).toMatchObject([{ call: 'c1', output: 'Told.' }]);
    expect(stage.asked.at(-1)?.match(/And be quick/g)).toHaveLength(1);
  });

  it.each([
    ['done', 1],
    ['again', 1],
    ['not-done', 0],
  ] as const)('counts as used once it is known: %s', async (word, uses) => {
    const { stage, sent } = await lostInTheMiddle('write');
    await standing(stage, sent, 'needs-decision');
    const [outcome] = await openOf(stage, sent);
    await reply(stage, { request: outcome!.id, answer: word });
    await ended(stage, sent);
    expect(await usesToday(stage.workspace, stage.agent, 'test/tell', 'UTC')).toBe(uses);
  });
});

describe('a reply that waits to be read on', () => {
  let lock = () => {};
  const begins: Script = async function* ({ send: go }) {
    await go();
    lock();
    yield { kind: 'text-delta', text: 'Forty' };
    yield { kind: 'position', reply: 'reply-1', after: 7 };
    yield { kind: 'failure', error: { code: 'vault-locked', retryable: true, parameters: {} } };
  };
  const provider: Partial<Provider> = {
    resume: async function* () {
      yield { kind: 'failure', error: { code: 'stream-cut', retryable: true, parameters: {} } } as const;
    },
  };

  it('is booked when the user stops the run, and no money stays set aside', async () => {
    const stage = await setStage(begins, { provider });
    const sent = await send(stage);
    lock = () => stage.keys.set('locked');
    await stage.lead();
    await standing(stage, sent, 'waiting');
    await appendEvents(stage.workspace, 0, sent.run, [{ kind: 'cancel-requested' }]);
    stage.engine.bell.ring();
    expect((await ended(stage, sent)).phase).toBe('cancelled');
    expect(await stage.workspace.db.reservation.toArray()).toEqual([]);
    expect(await entries(stage)).toHaveLength(1);
    const { state } = await readRun(stage.workspace, sent.run);
    expect([...state.acts.values()].filter(act => act.status === 'intent')).toEqual([]);
  });
});

describe('an input the user edited', () => {
  it('is what is asked about anew when the file has changed since', async () => {
    const write = { call: 'c1', name: 'write_file', input: { path: 'a.md', content: 'The model’s.' } };
    const stage = await setStage(callsFirst(write));
    const sent = await send(stage);
    const lead = await stage.lead();
    const first = await asked(stage, sent);
    lead.stop();
    await reply(stage, { request: first.id, answer: 'edited', input: { path: 'a.md', content: 'Mine.' } });
    await saveFile(stage.workspace, 'a.md', 'Another tab’s.');
    await stage.lead();
    await reply(stage, { request: (await asked(stage, sent)).id, answer: 'approved' });
    await ended(stage, sent);
    expect(await readFileAt(stage.workspace, 'a.md')).toMatchObject({ text: 'Mine.' });
  });

  it.each([
    [
      'a long piece counts as pasted, wherever it stands',
      'Kept.\n' + 'From elsewhere. '.repeat(200),
      ['external:pasted'],
    ],
    ['a word changed in a long text does not', 'Kept!\n' + 'Line.\n'.repeat(500), []],
  ])('%s: the file says where its text came from', async (_, content, sources) => {
    const first = { path: 'a.md', content: 'Kept.\n' + 'Line.\n'.repeat(500) };
    const stage = await setStage(callsFirst({ call: 'c1', name: 'write_file', input: first }));
    const sent = await send(stage);
    await stage.lead();
    await reply(stage, {
      request: (await asked(stage, sent)).id,
      answer: 'edited',
      input: { path: 'a.md', content },
    });
    const run = await ended(stage, sent);
    expect(await openOf(stage, sent), 'it is not asked again').toEqual([]);
    const [revision] = await stage.workspace.db.revision.toArray();
    expect((revision?.labels ?? []).map(sourceOf)).toEqual(sources);
    const answered = await stage.workspace.db.message.get(run.tip);
    expect((answered?.labels ?? []).map(sourceOf)).toEqual(sources);
  });
});

describe('a run that holds an event of a newer version', () => {
  it('is left alone, whatever was asked of it', async () => {
    const stage = await setStage(answer);
    const sent = await send(stage);
    await appendEvents(stage.workspace, 0, sent.run, [{ kind: 'cancel-requested' }]);
    await appendEvents(stage.workspace, 0, sent.run, [{ kind: 'of-tomorrow' } as unknown as RunEvent]);
    await stage.lead();
    await new Promise(resolve => setTimeout(resolve, 200));
    const before = (await eventsOf(stage.workspace, sent.run)).length;
    for (let rings = 0; rings < 5; rings++) {
      stage.engine.bell.ring();
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    expect(await eventsOf(stage.workspace, sent.run)).toHaveLength(before);
  });
});

describe('a database that takes nothing any more', () => {
  it('is not tried again and again without a pause', async () => {
    const stage = await setStage(answer);
    await send(stage);
    let tries = 0;
    stage.workspace.db.event.hook('creating', () => {
      tries += 1;
      throw new AppError('storage-full');
    });
    await stage.lead();
    await new Promise(resolve => setTimeout(resolve, 500));
    expect(tries).toBeLessThan(3);
  });
});

describe('an answer that cannot be kept', () => {
  it('ends its run, and what it cost is booked as estimated', async () => {
    const stage = await setStage(answer);
    const sent = await send(stage);
    let kept = 0;
    stage.workspace.db.payload.hook('creating', () => {
      kept += 1;
      // The first is what the model is shown.
      if (kept > 1) throw new DOMException('', 'DataError');
    });
    await stage.lead();
    expect((await ended(stage, sent)).status).toMatchObject({ is: 'failed', error: { code: 'storage-damaged' } });
    expect(await entries(stage)).toMatchObject([{ basis: 'estimated', attempt: 1 }]);
    expect(await stage.workspace.db.reservation.toArray()).toEqual([]);
  });
});

describe('a run that is stopped while everything is paused', () => {
  it('is over at once, and asks nobody anything', async () => {
    const stage = await setStage(answer);
    const sent = await send(stage);
    stage.halt(true);
    await stage.lead();
    await appendEvents(stage.workspace, 0, sent.run, [{ kind: 'cancel-requested' }]);
    stage.engine.bell.ring();
    expect((await ended(stage, sent)).phase).toBe('cancelled');
    expect(stage.asked).toEqual([]);
  });
});
