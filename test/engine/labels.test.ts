import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sourceOf } from '../../src/domain/label';
import type { Label } from '../../src/domain/row';
import type { RunRow } from '../../src/domain/run';
import type { Tool } from '../../src/domain/tool';
import { writeFile } from '../../src/tools/write-file';
import { schemaHash } from '../../src/engine/fingerprint';
import { addAgent } from '../../src/storage/agents';
import { setColleagues } from '../../src/storage/colleagues';
import { forkRun } from '../../src/storage/fork';
import { addGrant } from '../../src/storage/grants';
import { readWindow } from '../../src/storage/messages';
import type { Sent } from '../../src/storage/send';
import { ended, send, usage } from './play';
import { setStage, type Script, type Stage } from './stage';

/**
 * Labels on the way through the whole engine: whatever an agent does with foreign text (writes it down, reads it again, hands
 * it to a colleague, sums it up, is run again), what comes of it says where that text came from.
 */

/** What a model does next. `ask`: a colleague, who reads that page. */
type Move = { does: 'fetch' | 'ask'; host: string } | { does: 'write' | 'read'; path: string };

const host = fc.constantFrom('a.example', 'b.example', 'c.example');
const path = fc.constantFrom('one.md', 'two.md');
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ does: fc.constantFrom('fetch', 'ask'), host }),
  fc.record({ does: fc.constantFrom('write', 'read'), path }),
);
const moves = fc.array(move, { minLength: 1, maxLength: 4 });

const web = (from: string): Label => ({ source: 'web', from });

/** Reads a page that is long enough for a narrow window to be summed up now and then. */
const fetchPage: Tool = {
  source: 'test',
  name: 'fetch',
  description: 'Reads a page.',
  input: { type: 'object' },
  effect: 'read',
  reach: 'none',
  run: input => Promise.resolve({ output: 'A page. '.repeat(900), labels: [web((input as { host: string }).host)] }),
};

function callOf(next: Move, number: number): { name: string; input: unknown } {
  switch (next.does) {
    case 'fetch':
      return { name: 'fetch', input: { host: next.host } };
    case 'ask':
      return { name: 'ask_colleague', input: { colleague: 'Bea', brief: `Errand ${next.host}`, expected: 'A line.' } };
    case 'write':
      return { name: 'write_file', input: { path: next.path, content: `Text ${number}` } };
    case 'read':
      return { name: 'read_file', input: { path: next.path } };
  }
}

/** Plays `queue`, one call a turn; a colleague reads the page of its brief; who is to sum up does. */
const playing = (queue: Move[]): Script =>
  async function* (turn) {
    await turn.send();
    const errand = /"text":"Errand (\S+?)[\\"]/.exec(turn.body)?.[1];
    const isSummary = turn.body.includes('Write the notes now');
    const next: Move | undefined =
      errand === undefined
        ? queue.shift()
        : turn.body.includes('tool-result')
          ? undefined
          : { does: 'fetch', host: errand };
    if (isSummary && errand === undefined && next) queue.unshift(next);
    if (isSummary || !next) yield { kind: 'text-delta', text: 'So it is.' };
    else yield { kind: 'part', part: { kind: 'tool-call', call: `c${turn.number}`, ...callOf(next, turn.number) } };
    yield usage;
    yield { kind: 'end', stop: isSummary || !next ? 'end' : 'tool-calls' };
  };

async function openStage(queue: Move[]): Promise<Stage> {
  const stage = await setStage(playing(queue), { tools: [fetchPage] });
  const { workspace, connection, agent } = stage;
  await workspace.db.models.put({
    id: connection,
    listedAt: 1,
    body: { list: [{ id: 'model-a', name: 'Model A', contextWindow: 4_000 }] },
  });
  const bea = await addAgent(workspace, {
    hue: 1,
    tier: 'balanced',
    connection,
    maxOutput: 1_000,
    simulated: false,
    instructions: 'Do the errand.',
    body: { name: 'Bea', role: 'finder', model: 'model-a', tools: ['fetch'] },
  });
  await setColleagues(workspace, agent, [bea]);
  await addGrant(workspace, {
    agent,
    decision: 'allow',
    body: {
      tool: 'built-in/write_file',
      schema: schemaHash(writeFile),
      when: [
        { path: '/path', is: 'anything' },
        { path: '/content', is: 'anything' },
      ],
      trusts: [],
    },
  });
  return stage;
}

/** What is foreign in each file, by all that happened so far. */
type Files = Map<string, ReadonlySet<string>>;

/** Walks along the branch of a run and tells what has lost a label that it should carry. */
async function lost({ workspace }: Stage, run: RunRow, files: Files): Promise<string[]> {
  const carried = new Set<string>();
  const calls = new Map<string, { name: string; input: Record<string, string> }>();
  /** What was known when each colleague was asked in this run. */
  const asked: ReadonlySet<string>[] = [];
  const faults: string[] = [];
  const demand = (what: string, labels: readonly Label[] | undefined, known: ReadonlySet<string> = carried) => {
    const has = new Set((labels ?? []).map(sourceOf));
    for (const one of known) if (!has.has(one)) faults.push(`${what} lost ${one}`);
  };
  for (const { row, body } of await readWindow(workspace, run.tip)) {
    for (const part of body.parts) {
      if (part.kind === 'tool-call') calls.set(part.call, { name: part.name, input: part.input as never });
      if (part.kind === 'tool-call' && part.name === 'ask_colleague' && row.run === run.id)
        asked.push(new Set(carried));
      if (part.kind !== 'tool-result' || part.isError) continue;
      const { name, input } = calls.get(part.call) ?? { name: '', input: {} };
      if (name === 'fetch') carried.add(sourceOf(web(input['host'] ?? '')));
      if (name === 'ask_colleague') carried.add(sourceOf(web(/Errand (\S+)/.exec(input['brief'] ?? '')?.[1] ?? '')));
      if (name === 'read_file') for (const one of files.get(input['path'] ?? '') ?? []) carried.add(one);
      if (name === 'write_file') files.set(input['path'] ?? '', new Set(carried));
    }
    if (row.role !== 'user') demand(`${row.role} ${row.id}`, row.labels);
  }
  const errands = (await workspace.db.run.where('parent.above').equals(run.id).toArray()).sort((a, b) =>
    a.born < b.born ? -1 : 1,
  );
  const briefs = await workspace.db.message.bulkGet(errands.map(one => one.message));
  expect(briefs).toHaveLength(asked.length);
  for (const [at, known] of asked.entries()) demand(`brief ${at}`, briefs[at]?.labels, known);
  return faults;
}

const over = (stage: Stage, sent: Sent) => {
  stage.engine.bell.ring();
  return ended(stage, sent);
};

test('whatever an agent does with foreign text, what comes of it says where that came from', async () => {
  const seen = { files: 0, errands: 0, notes: 0 };
  await fc.assert(
    fc.asyncProperty(moves, moves, fc.nat(20), async (first, second, at) => {
      const queue = [...first];
      const stage = await openStage(queue);
      const files: Files = new Map();
      const sent = await send(stage);
      const lead = await stage.lead();
      const run = await ended(stage, sent);
      expect(run.phase).toBe('succeeded');
      expect(await lost(stage, run, files)).toEqual([]);

      // Another conversation knows of it by the files alone.
      queue.push(...second);
      const other = await over(stage, await send(stage, 'And what is in the files?'));
      expect(await lost(stage, other, files)).toEqual([]);

      // Run again from somewhere in the middle.
      const window = await readWindow(stage.workspace, run.tip);
      const places = window.filter(({ row }) => row.role === 'tool');
      const from = places[at % places.length]!;
      const forked = await forkRun(stage.workspace, { run: run.id, from: from.row.id });
      expect(await lost(stage, await over(stage, forked), new Map(files))).toEqual([]);
      seen.files += files.size;
      seen.errands += await stage.workspace.db.run.filter(row => row.parent !== undefined).count();
      seen.notes += window.filter(({ row }) => row.role === 'summary').length;
      lead.stop();
    }),
    { seed: 20_261_126, numRuns: 5, verbose: true },
  );
  // It has been all these ways.
  expect(Math.min(seen.files, seen.errands, seen.notes)).toBeGreaterThan(0);
}, 120_000);
