import { computed, type ReadonlySignal } from '@preact/signals';
import type { Id } from '../domain/id';
import type { Fork, SentMessage } from '../engine/door';
import type { Replay, ReplayStep, RunView } from '../storage/queries';
import { doors } from './doors';
import { live } from './live';
import { place } from './place';

export type { Replay, ReplayStep, RunView };

const runOf = (side: 'here' | 'beside') => {
  const here = place.value;
  if (here.at !== 'run') return undefined;
  return side === 'here' ? here.id : here.beside;
};

/** The run on screen, step by step from its journal. */
export const replayHere = live<'replay'>(undefined, () => {
  const id = runOf('here');
  return id && { name: 'replay', args: [id] };
});

/** The run it is compared with. */
export const replayBeside = live<'replay'>(undefined, () => {
  const id = runOf('beside');
  return id && { name: 'replay', args: [id] };
});

const taskOfRun: ReadonlySignal<Id<'task'> | undefined> = computed(() => replayHere.value?.run.row.task);

/** The runs of the same task, newest first. */
export const siblings = live<'runs'>([], () => {
  const task = taskOfRun.value;
  return task && { name: 'runs', args: [task] };
});

/** Runs a task again from a step; the first run stays as it is. Rejects with `AppError`. */
export const fork = (what: Fork): Promise<SentMessage> => doors().engine.write('fork', what);

export const exportRun = (run: Id<'run'>, format: 'otlp' | 'markdown'): Promise<Blob> =>
  doors().engine.write('exportRun', run, format);
