import type { ReplayStep } from '../../state/replay';
import type { StateName } from '../parts/state';
import { replayWords } from '../words/replay';
import { toolDeed } from '../words/tool-deeds';

/** A step in one line. */
export function stepName(step: ReplayStep): string {
  const words = replayWords();
  switch (step.kind) {
    case 'model-call':
      return words.asked(step.model ?? '');
    case 'tool-call':
      return toolDeed(step.tool ?? '');
    case 'child-run':
      return step.errand ? words.askedColleague(step.errand.agentName) : toolDeed(step.tool ?? '');
    case 'compaction':
      return words.compacted;
    case 'steering':
      return words.heard;
    case 'switch':
      return words.switched(step.model ?? '');
    case 'request':
      return wordOf(words.answers, step.status);
    case 'waiting':
      return wordOf(words.waits, step.status);
    case 'end':
      return wordOf(words.ends, step.status);
  }
}

/** How an act or a run came out, in a word. */
export const statusName = (step: ReplayStep): string => wordOf(replayWords().statuses, step.status);

/** The shape a step is drawn with. */
export function stepShape({ kind, status }: ReplayStep): StateName {
  if (kind === 'waiting') return 'waiting';
  switch (status) {
    case 'failed':
    case 'rejected':
      return 'failed';
    case 'cancelled':
      return 'stopped';
    case 'unknown':
      return 'needs-you';
    default:
      return 'done';
  }
}

/** Statuses come from the journal as text; one of a newer version stands for itself. */
function wordOf(words: Readonly<Record<string, string>>, status: string): string {
  return words[status] ?? status;
}
