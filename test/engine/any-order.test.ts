import { lastCorrection } from '../../src/storage/costs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isOver } from '../../src/domain/fold';
import type { Answer, RequestRow } from '../../src/domain/request';
import type { RunRow } from '../../src/domain/run';
import type { Tool } from '../../src/domain/tool';

import { planVerbs } from '../../src/engine/verbs/plan-verbs';
import { runVerbs } from '../../src/engine/verbs/run-verbs';
import { addAgent } from '../../src/storage/agents';
import { setColleagues } from '../../src/storage/colleagues';
import { childRunId } from '../../src/storage/family';
import { readWindow } from '../../src/storage/messages';
import { appendEvents, eventsOf, readRun } from '../../src/storage/runs';
import { answer, entries, send, usage, work } from './play';
import { setStage, type Script, type Stage } from './stage';

const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));

/** What the model does in one answer: the tools it calls. */
const anyAnswer = fc.array(
  fc.constantFrom('calculate', 'ask_user', 'write_file', 'tell', 'mend', 'ask_colleague', 'nothing'),
  {
    minLength: 1,
    maxLength: 3,
  },
);

/** What the user, or the device, does meanwhile. */
type Move =
  | { do: 'steer' | 'edit-plan' | 'pause' | 'resume' | 'cancel' | 'lose-lead' | 'halt' | 'go-on' | 'lock' | 'unlock' }
  | { do: 'answer'; yes: boolean; all: boolean };
const anyMove: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('answer' as const), yes: fc.boolean(), all: fc.boolean() }) },
  { weight: 2, arbitrary: fc.constantFrom<Move>({ do: 'steer' }, { do: 'edit-plan' }, { do: 'lose-lead' }) },
  { weight: 1, arbitrary: fc.constantFrom<Move>({ do: 'pause' }, { do: 'resume' }, { do: 'halt' }, { do: 'go-on' }) },
  { weight: 1, arbitrary: fc.constantFrom<Move>({ do: 'lock' }, { do: 'unlock' }, { do: 'cancel' }) },
);
/** What a colleague does with what it is asked. */
const anyErrand = fc.constantFrom('answers', 'asks the user', 'calculates', 'fails');
const anyStory = fc.record({
  errand: anyErrand,
  answers: fc.array(anyAnswer, { maxLength: 3 }),
  moves: fc.array(fc.tuple(anyMove, fc.integer({ min: 0, max: 40 })), { maxLength: 8 }),
});

/** How often each call, told apart by its input, was carried out. */
type Done = Map<number, number>;

/** Tells the world, which takes a moment: `tell` cannot be undone, `mend` may be repeated. */
function outward(name: string, effect: Tool['effect'], done: Done): Tool {
  return {
    source: 'test',
    name,
    description: 'Tells the world.',
    input: { type: 'object' },
    effect,
    reach: 'outward',
    async run(input) {
      const { n } = input as { n: number };
      done.set(n, (done.get(n) ?? 0) + 1);
      await pause(5);
      return { output: 'Done.' };
    },
  };
}

const inputs: Record<string, (n: number) => unknown> = {
  calculate: n => ({ expression: `${n}+1` }),
  ask_user: n => ({ question: `Number ${n}?` }),
  write_file: n => ({ path: 'a.md', content: `Text ${n}.` }),
  ask_colleague: n => ({ colleague: 'Bea', brief: `Errand ${n}.`, expected: 'A word.' }),
};

/** Gives the calls of every answer the same ids, as some providers do; their inputs are all different. */
const playing = (answers: readonly (readonly string[])[], errand: string): Script => {
  let number = 0;
  return async function* (turn) {
    if (turn.body.includes('"turns":[{"role":"user","parts":[{"kind":"text","text":"Errand')) {
      yield* runningErrand(errand)(turn);
      return;
    }
    const names = answers[number++];
    if (!names) return yield* answer(turn);
    await turn.send();
    for (const [index, name] of names.entries()) {
      const n = number * 10 + index;
      const input = inputs[name]?.(n) ?? { n };
      yield { kind: 'part', part: { kind: 'tool-call', call: `call_${index}`, name, input } };
    }
    yield usage;
    yield { kind: 'end', stop: 'tool-calls' };
  };
};

/** The colleague at work. */
const runningErrand = (errand: string): Script =>
  async function* (turn) {
    const name = errand === 'asks the user' ? 'ask_user' : 'calculate';
    if (errand === 'fails') {
      yield { kind: 'failure', error: { code: 'no-credit', retryable: false, parameters: {} } };
      return;
    }
    if (errand === 'answers' || turn.body.includes('tool-result')) return yield* answer(turn);
    await turn.send();
    yield { kind: 'part', part: { kind: 'tool-call', call: 'call_0', name, input: inputs[name]?.(1) } };
    yield usage;
    yield { kind: 'end', stop: 'tool-calls' };
  };

/** What all runs have asked and nobody has answered. */
const openHere = (stage: Stage) => stage.workspace.db.request.where('status').equals('open').toArray();

function wordFor({ asks }: RequestRow, yes: boolean): Answer {
  if (asks === 'question') return 'told';
  if (asks === 'outcome') return yes ? 'done' : 'again';
  return yes ? 'approved' : 'rejected';
}

/** Waits a little for a run to ask something. */
async function asks(stage: Stage): Promise<void> {
  for (let round = 0; round < 30 && (await openHere(stage)).length === 0; round++) await pause(10);
}

async function reply(stage: Stage, yes: boolean, all: boolean): Promise<void> {
  const open = await openHere(stage);
  const some = all ? open : open.slice(0, 1);
  const answers = some.map(row => ({ request: row.id, answer: wordFor(row, yes), said: 'So be it.' }));
  await runVerbs(stage.engine).answer(work, answers);
}

/** Plays a story, then does what a user can do to bring the run to its end. */
async function play({ errand, answers, moves }: typeof anyStory extends fc.Arbitrary<infer Story> ? Story : never) {
  const done: Done = new Map();
  const stage = await setStage(playing(answers, errand), {
    tools: [outward('tell', 'write', done), outward('mend', 'idempotent', done)],
  });
  await hireColleague(stage);
  const sent = await send(stage);
  const verbs = runVerbs(stage.engine);
  const { task } = (await readRun(stage.workspace, sent.run)).row;
  let lead = await stage.lead();
  let steered = 0;
  for (const [move, after] of moves) {
    await pause(after);
    if (move.do === 'answer') {
      await asks(stage);
      await reply(stage, move.yes, move.all);
    }
    if (move.do === 'pause') await verbs.pause(work, sent.run);
    if (move.do === 'resume') await verbs.resume(work, sent.run);
    if (move.do === 'cancel') await appendEvents(stage.workspace, 0, sent.run, [{ kind: 'cancel-requested' }]);
    if (move.do === 'steer') await verbs.steer(work, sent.run, `Word ${(steered += 1)}.`);
    if (move.do === 'edit-plan') await planVerbs(stage.engine).addPlanStep(work, task, { title: 'More' });
    if (move.do === 'halt' || move.do === 'go-on') stage.halt(move.do === 'halt');
    if (move.do === 'lock' || move.do === 'unlock') stage.keys.set(move.do === 'lock' ? 'locked' : 'open');
    if (move.do === 'lose-lead') {
      lead.stop();
      lead = await stage.lead();
    }
    stage.engine.bell.ring();
  }
  stage.halt(false);
  stage.keys.set('open');
  await verbs.resume(work, sent.run);
  for (let round = 0; round < 300 && (await runs(stage)).some(row => !isOver(row.status)); round++) {
    await reply(stage, true, true);
    stage.engine.bell.ring();
    await pause(10);
  }
  // What was still under way when the lead was lost comes to its end.
  await pause(20);
  lead.stop();
  return { stage, sent, done };
}

/** Bea, whom the first agent may ask. */
async function hireColleague({ workspace, connection, agent }: Stage): Promise<void> {
  const bea = await addAgent(workspace, {
    hue: 1,
    tier: 'balanced',
    connection,
    maxOutput: 1_000,
    simulated: false,
    instructions: 'Do the errand.',
    body: { name: 'Bea', role: 'finder', model: 'model-a', tools: ['ask_user', 'calculate'] },
  });
  await setColleagues(workspace, agent, [bea]);
}

const runs = (stage: Stage): Promise<RunRow[]> => stage.workspace.db.run.toArray();

it('whatever is done to a run in whatever order: it comes to an end, and nothing is lost, doubled or done without leave', async () => {
  await fc.assert(
    fc.asyncProperty(anyStory, async story => {
      const { stage, sent, done } = await play(story);
      const faults: string[] = [];
      for (const { id } of await runs(stage)) {
        const { row, state } = await readRun(stage.workspace, id);
        expect(row.status).toSatisfy(isOver);
        // It went round and round.
        expect((await eventsOf(stage.workspace, id)).length).toBeLessThan(250);
        expect([...state.acts.values()].filter(act => act.status === 'intent')).toEqual([]);
        await expectBooked(stage, row);
        // What is said after a run that was stopped stands below calls that nobody answered.
        if (id === sent.run || row.parent) faults.push(...(await unpaired(stage, row)));
      }
      expect(faults).toEqual([]);
      expect(await openHere(stage)).toEqual([]);
      expect(await stage.workspace.db.reservation.toArray()).toEqual([]);
      await expectLeave(stage, done);
      await expectOneEach(stage);
    }),
    { numRuns: 40, interruptAfterTimeLimit: 6_000, endOnFailure: true },
  );
}, 120_000);

/** Each errand has one run, and is told of its end once. */
async function expectOneEach(stage: Stage): Promise<void> {
  const acts = (await stage.workspace.db.act.toArray()).filter(act => act.kind === 'child-run');
  const children = (await runs(stage)).filter(row => row.parent);
  expect(children.map(row => row.id).toSorted()).toEqual(acts.map(act => childRunId(act.id)).toSorted());
  const told = (await stage.workspace.db.event.toArray()).filter(row => row.event.kind === 'child-ended');
  expect(new Set(told.map(row => row.id)).size).toBe(told.length);
  expect(told.length).toBeLessThanOrEqual(acts.length);
}

/** Each attempt that left is in the ledger once, and the run has the same sum: also of usage that came late. */
async function expectBooked(stage: Stage, run: RunRow): Promise<void> {
  const own = (await entries(stage)).filter(one => one.run === run.id);
  const booked = own.filter(one => one.kind === 'call');
  const attempts = booked.map(one => `${one.act}|${one.attempt}`);
  const left = stage.receipts.filter(one => one.run === run.id).map(one => `${one.act}|${one.attempt}`);
  expect(attempts.toSorted()).toEqual([...new Set(left)].toSorted());
  const counted = await Promise.all(booked.map(async one => (await lastCorrection(stage.workspace, one.id)) ?? one));
  expect(run.cost).toBe(counted.reduce((before, one) => before + (one.cost ?? 0), 0));
}

/** Tool calls of the run’s branch without one result right behind them; the last ones of a run that was cut short may be. */
async function unpaired(stage: Stage, run: RunRow): Promise<string[]> {
  const window = await readWindow(stage.workspace, run.tip);
  const faults: string[] = [];
  const open = new Set<string>();
  for (const { row, body } of window) {
    if (row.role !== 'tool' && open.size > 0) faults.push(`${row.role} before a result`);
    for (const part of body.parts) {
      if (part.kind === 'tool-call') open.add(part.call);
      if (part.kind === 'tool-result' && !open.delete(part.call)) faults.push(`a result too many: ${part.output}`);
    }
  }
  return run.phase === 'succeeded' ? [...faults, ...open] : faults;
}

/** What reaches out was allowed, and what cannot be undone was done once, or once more for each time the user said so. */
async function expectLeave(stage: Stage, done: Done): Promise<void> {
  const intents = (await stage.workspace.db.event.toArray()).flatMap(({ event }) =>
    event.kind === 'act-intent' && event.does === 'tool-call' && event.reach === 'outward' ? [event] : [],
  );
  const requests = await stage.workspace.db.request.toArray();
  for (const { act } of intents) {
    const own = requests.filter(one => one.act === act);
    expect(own.some(one => one.asks === 'approval' && one.status === 'used')).toBe(true);
  }
  const allowed = requests.filter(one => one.asks === 'approval' && one.answer === 'approved').length;
  expect(done.size).toBeLessThanOrEqual(allowed);
  const again = requests.filter(one => one.asks === 'outcome' && one.answer === 'again').length;
  const tells = intents.filter(one => one.tool === 'test/tell');
  const acts = new Set(tells.map(one => one.act));
  expect(tells.length).toBeLessThanOrEqual(acts.size + again);
}
