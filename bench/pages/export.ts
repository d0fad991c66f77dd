import { exportWorkspace } from '../../src/exchange/export';
import { keysOf } from '../../src/lib/entries';
import type { Workspace } from '../../src/storage/open';
import { schema } from '../../src/storage/schema';
import { hire } from './talk';
import { fillConversation, newWorkspace } from './workspace';

declare const gc: () => void;

let filled: Workspace | undefined;

/** A workspace with one conversation of so many messages. */
export async function fill(messages: number): Promise<void> {
  const { workspace } = await newWorkspace('/export/');
  await fillConversation(workspace, await hire(workspace), messages, '');
  filled = workspace;
}

/** Bytes of heap above the start while the workspace is written as the app does, and how large the file is. */
export function asFile(): Promise<{ peak: number; size: number }> {
  const ws = theWorkspace();
  return peakOf(async () => exportWorkspace(ws, { abort: new AbortController().signal, progress: () => {} }));
}

/** The same rows read at once and made into one string. */
export function asString(): Promise<{ peak: number; size: number }> {
  const ws = theWorkspace();
  return peakOf(async () => {
    const tables: Record<string, unknown[]> = {};
    for (const name of keysOf(schema)) if (schema[name].file) tables[name] = await ws.db.table(name).toArray();
    return new Blob([JSON.stringify(tables)]);
  });
}

/**
 * Looks at the heap whenever bytes are handed to the browser: then rows and their text are alive together. Only what is
 * alive counts, so the collector runs before each look.
 */
async function peakOf(work: () => Promise<Blob>): Promise<{ peak: number; size: number }> {
  const start = liveHeap();
  const Original = globalThis.Blob;
  let peak = 0;
  globalThis.Blob = class extends Original {
    constructor(...given: ConstructorParameters<typeof Blob>) {
      peak = Math.max(peak, liveHeap() - start);
      super(...given);
    }
  };
  try {
    const { size } = await work();
    return { peak, size };
  } finally {
    globalThis.Blob = Original;
  }
}

function liveHeap(): number {
  gc();
  // Chromium's own, and only exact with --enable-precise-memory-info.
  const { memory } = performance as Performance & { memory: { usedJSHeapSize: number } };
  return memory.usedJSHeapSize;
}

function theWorkspace(): Workspace {
  if (!filled) throw new Error('fill first');
  return filled;
}
