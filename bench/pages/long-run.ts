import type { EventRow, RunEvent } from '../../src/domain/event';
import { startEngine } from '../../src/engine/start-engine';
import { canonicalJson } from '../../src/lib/canonical-json';
import { answerRequests } from '../../src/storage/requests';
import { readRun } from '../../src/storage/runs';
import { envelope, freshId } from '../../src/storage/write';
import { portsWith } from './engine-ports';
import { instantProvider } from './instant-provider';
import { replyText } from './reply-text';
import { hire, say } from './talk';
import { newWorkspace } from './workspace';

/** Characters an answer of a step has: with 100 steps the 0.8 MB that DATA reckons with. */
const answerLength = 8_000;

/** Bytes that a run of `steps` left. */
export interface Kept {
  /** The messages' payloads: each text once. */
  text: number;
  /** All payloads: what each call saw, too. */
  payloads: number;
  /** All payloads, and every row that was written, as canonical JSON. */
  everything: number;
}

/** Plays a run; where it asks whether to go on, it may. */
export async function keep(steps: number): Promise<Kept> {
  const { workspace } = await newWorkspace('/long-run/');
  const source = replyText((steps * answerLength) / 4);
  const provider = instantProvider(steps, step => source.slice((step - 1) * answerLength, step * answerLength));
  const agent = await hire(workspace);
  const engine = startEngine(
    '/long-run/',
    workspace,
    portsWith(() => provider),
  );
  const { run } = await say(workspace, agent, 'Go.');
  engine.bell.ring();
  for (;;) {
    const { row } = await readRun(workspace, run);
    if (row.phase === 'succeeded') break;
    if (row.phase === 'failed') throw new Error(JSON.stringify(row.status));
    const asked = await workspace.db.request.where('run').equals(run).toArray();
    const open = asked.filter(request => request.status === 'open');
    await answerRequests(
      workspace,
      run,
      open.map(request => ({ request: request.id, answer: 'approved' })),
    );
    engine.bell.ring();
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  const payloads = await workspace.db.payload.toArray();
  const said = new Set((await workspace.db.message.toArray()).map(row => row.payload));
  const sizeOf = (rows: typeof payloads) => rows.reduce((sum, row) => sum + row.size, 0);
  let rows = 0;
  for (const table of workspace.db.tables) {
    if (table.name !== 'payload') for (const row of await table.toArray()) rows += canonicalJson(row).length;
  }
  const all = sizeOf(payloads);
  return { text: sizeOf(payloads.filter(row => said.has(row.id))), payloads: all, everything: all + rows };
}

/** Milliseconds to read a run of `count` events and fold them, `times` times; and to read the same rows bare. */
export async function replay(count: number, times: number): Promise<{ replay: number[]; bare: number[] }> {
  const { workspace } = await newWorkspace('/replay/');
  const { run } = await say(workspace, await hire(workspace), 'Go.');
  const replica = workspace.replica;
  const rowOf = (number: number, event: RunEvent): EventRow => {
    return { ...envelope(workspace, freshId<'event'>(workspace)), replica, run, number, epoch: 1, event };
  };
  const rows: EventRow[] = [];
  while (rows.length < count) {
    const act = freshId<'act'>(workspace);
    const is = rows.length % 4 === 0 ? 'model-call' : 'tool-call';
    rows.push(
      rowOf(rows.length + 2, {
        kind: 'act-intent',
        act,
        attempt: 1,
        does: is,
        effect: is === 'model-call' ? 'billed' : 'pure',
        reach: is === 'model-call' ? 'provider' : 'none',
        idempotencyKey: act,
        ...(is === 'model-call' ? {} : { call: `call-${rows.length}`, tool: 'built-in/calculate' }),
      }),
      rowOf(rows.length + 3, {
        kind: 'act-succeeded',
        act,
        attempt: 1,
        message: freshId(workspace),
        ...(is === 'model-call' ? { cost: 4_500_000, calls: [`call-${rows.length + 2}`] } : {}),
      }),
    );
  }
  for (let from = 0; from < count; from += 500) await workspace.db.event.bulkAdd(rows.slice(from, from + 500));
  const samples: { replay: number[]; bare: number[] } = { replay: [], bare: [] };
  for (let time = 0; time < times; time++) {
    samples.replay.push(
      await took(async () => {
        const { state } = await readRun(workspace, run);
        if (state.acts.size !== count / 2) throw new Error(`${state.acts.size} acts`);
      }),
    );
    samples.bare.push(await took(() => workspace.db.event.toArray()));
  }
  return samples;
}

async function took(work: () => PromiseLike<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
