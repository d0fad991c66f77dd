import type { Instant } from '../domain/id';
import { costOf } from '../domain/money';
import type { Part } from '../domain/part';
import type { ReplyCollector } from './collect';
import type { Draft } from './door';
import type { Engine } from './engine';
import type { Call } from './step';

/** How often the draft is checkpointed at most. */
const checkpointEvery = 500;

/**
 * Shows the draft as it grows, and checkpoints it now and then: where the reply can be taken up again, exactly as it
 * stood there, and at once the first time.
 */
export function draftShower(engine: Engine, call: Call, startedAt: Instant, collector: ReplyCollector): () => void {
  if (call.purpose === 'summary') return () => {};
  let savedAt = startedAt;
  let isKept = false;
  const draft = (parts: Part[]): Draft => {
    const { usage } = collector.reply;
    const cost = call.price && usage ? costOf(usage, call.price.rates) : undefined;
    return {
      run: call.run.id,
      conversation: call.run.conversation,
      agent: call.run.agent,
      model: call.request.model,
      parts,
      startedAt,
      simulated: call.run.simulated,
      ...(cost === undefined ? {} : { cost }),
    };
  };
  return () => {
    engine.drafts.show(call.run.conversation, () => draft(collector.parts()));
    const { place } = collector.reply;
    const now = engine.now();
    if (now - savedAt < checkpointEvery && (isKept || !place)) return;
    savedAt = now;
    isKept = place !== undefined;
    engine.checkpoint(draft(place?.parts ?? collector.parts()), call.act, call.attempt, place?.position);
  };
}
