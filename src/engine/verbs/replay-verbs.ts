import { forkRun } from '../../storage/fork';
import type { Engine } from '../engine';
import type { VerbHandlers } from '../serve-door';

type Names = 'fork' | 'exportRun';

/** What a screen does with a run that was. */
export function replayVerbs({ workspace }: Engine): Pick<VerbHandlers, Names> {
  return {
    fork: (_, fork) => forkRun(workspace, fork),
    async exportRun(work, run, format) {
      if (format === 'otlp') return (await import('../../exchange/run-trace')).runAsTrace(workspace, run, work);
      return (await import('../../exchange/run-markdown')).runAsMarkdown(workspace, run, work);
    },
  };
}
