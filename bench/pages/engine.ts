import { effect, signal } from '@preact/signals';
import type { ActivityRow } from '../../src/domain/activity';
import { openEngineDoor } from '../../src/engine/page-door';
import { addActivity } from '../../src/storage/activity';
import { commit } from '../../src/storage/commit';
import { follow } from '../../src/storage/follow';
import type { Answer, Request, StepTimes } from './engine-messages';
import { newWorkspace, now } from './workspace';

const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
const { port1, port2 } = new MessageChannel();
const door = openEngineDoor(port1);

/** Starts the data worker. */
export async function open(): Promise<void> {
  await ask({ open: port2 }, [port2]);
}

/** Milliseconds from a write in the data worker until a signal of this page holds the row, `times` times. */
export function throughDoor(times: number): Promise<number[]> {
  return latencies(
    times,
    next => door.watch('activity', [1], next),
    () => ask({ put: true }),
  );
}

/** The same with the database on this page. */
export async function onPage(times: number): Promise<number[]> {
  const { workspace } = await newWorkspace('/on-page/');
  return latencies(
    times,
    next => follow(() => workspace.db.activity.orderBy('born').reverse().limit(1).toArray(), next, fail),
    () =>
      commit(workspace, ['activity', 'device'], async () =>
        addActivity(workspace, { kind: 'prices-updated', count: 1 }),
      ),
  );
}

/** Runs in the data worker: what the engine adds to each step. */
export async function steps(count: number, runs: number): Promise<StepTimes> {
  const answered = await ask({ steps: count, runs });
  if (!('steps' in answered)) throw new Error('the worker answered something else');
  return answered.steps;
}

/** The time between any two frames of this page while it shows `count` answers being written, in milliseconds. */
export async function parallel(count: number, tokens: number, rate: number): Promise<number[]> {
  const answered = await ask({ give: count, tokens, rate });
  if (!('given' in answered)) throw new Error('the worker answered something else');
  const stops = answered.given.map(conversation => {
    const line = document.body.appendChild(document.createElement('p'));
    return door.watchDraft(conversation, draft => {
      const parts = draft?.parts ?? [];
      line.textContent = parts.map(part => (part.kind === 'text' ? part.text : '')).join('');
    });
  });
  const frames = watchFrames();
  await ask({ finish: true });
  for (const stop of stops) stop();
  return frames.gaps();
}

/** The same while nothing happens. */
export async function idle(duration: number): Promise<number[]> {
  const frames = watchFrames();
  await new Promise(resolve => setTimeout(resolve, duration));
  return frames.gaps();
}

function watchFrames(): { gaps(): number[] } {
  const gaps: number[] = [];
  let last: number | undefined;
  let handle = requestAnimationFrame(function look(time) {
    if (last !== undefined) gaps.push(time - last);
    last = time;
    handle = requestAnimationFrame(look);
  });
  return {
    gaps() {
      cancelAnimationFrame(handle);
      return gaps;
    },
  };
}

async function latencies(
  times: number,
  watch: (next: (rows: ActivityRow[]) => void) => () => void,
  put: () => Promise<unknown>,
): Promise<number[]> {
  const rows = signal<ActivityRow[]>([]);
  const stop = watch(next => {
    rows.value = next;
  });
  const samples: number[] = [];
  for (let number = -10; number < times; number++) {
    const shown = nextRow(() => rows.value[0]);
    await put();
    const latency = await shown;
    if (number >= 0) samples.push(latency);
  }
  stop();
  return samples;
}

/** Resolves when the signal shows another row than now, to the milliseconds since that row was written. */
function nextRow(read: () => ActivityRow | undefined): Promise<number> {
  return new Promise(resolve => {
    let before: string | undefined;
    let isFirst = true;
    const stop = effect(() => {
      const row = read();
      if (isFirst) before = row?.id;
      isFirst = false;
      if (!row || row.id === before) return;
      resolve(now() - row.at);
      queueMicrotask(() => stop());
    });
  });
}

function ask(request: Request, transfer: Transferable[] = []): Promise<Answer> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if ('failed' in data) reject(new Error(data.failed));
      else resolve(data);
    };
    worker.onerror = event => reject(new Error(event.message));
    worker.postMessage(request, transfer);
  });
}

function fail(error: unknown): void {
  throw error;
}
