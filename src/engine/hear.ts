import type { Id } from '../domain/id';
import type { LeasedRun, Outcome } from './leased-run';
import { skippedResult } from './tool-result';
import { writeOutcome } from '../storage/acts';

/**
 * The user's words come in between two steps: tool calls of the last answer that were not begun get a result that says
 * so, since every call in a transcript has exactly one, and the messages become part of the window.
 */
export async function hear(
  { engine, lead, row }: LeasedRun,
  messages: Id<'message'>[],
  skipped: readonly string[],
): Promise<Outcome> {
  const tip = messages.at(-1);
  if (!tip) return { go: 'on' };
  await writeOutcome(engine.workspace, lead.epoch, row.id, {
    events: [{ kind: 'steering-read', messages, tip }],
    messages: await Promise.all(skipped.map(call => skippedResult(engine, row, call))),
  });
  return { go: 'on' };
}
