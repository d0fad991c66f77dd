import { runAsMarkdown } from '../../exchange/run-markdown';
import { runAsTrace } from '../../exchange/run-trace';
import { forkRun } from '../../storage/fork';
import type { Engine } from '../engine';
import type { VerbHandlers } from '../serve-door';

type Names = 'fork' | 'exportRun';

/** What a screen does with a run that was. */
export function replayVerbs({ workspace }: Engine): Pick<VerbHandlers, Names> {
  return {
    fork: (_, fork) => forkRun(workspace, fork),
    exportRun: (work, run, format) =>
      format === 'otlp' ? runAsTrace(workspace, run, work) : runAsMarkdown(workspace, run, work),
  };
}
