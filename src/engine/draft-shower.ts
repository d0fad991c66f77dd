import type { Instant } from '../domain/id';
import { costOf } from '../domain/money';
import type { Part } from '../domain/part';
import type { ReplyCollector } from './collect';
import type { Draft } from './door';
import type { Engine } from './engine';
import type { Call } from './call';

/** How often the draft is checkpointed at most. */
const checkpointEvery = 500;

/** Shows a draft while its stream is read. */
interface DraftShower {
  /** To be called after each event. */
  show(): void;
  /** The stream is over. */
  stop(): void;
}

/**
 * Shows the draft as it grows, and checkpoints it now and then: where the reply can be taken up again, exactly as it
 * stood there, and at once the first time. What came last is checkpointed too, should nothing follow for a while.
 */
export function draftShower(engine: Engine, call: Call, startedAt: Instant, collector: ReplyCollector): DraftShower {
  if (call.purpose === 'summary') return { show() {}, stop() {} };
  let savedAt = startedAt;
  let isKept = false;
  let later: ReturnType<typeof setTimeout> | undefined;
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
  const save = () => {
    clearTimeout(later);
    later = undefined;
    savedAt = engine.now();
    const { place } = collector.reply;
    isKept = place !== undefined;
    engine.checkpoint(draft(place?.parts ?? collector.parts()), call.act, call.attempt, place?.position);
  };
  return {
    show() {
      engine.drafts.show(call.run.conversation, () => draft(collector.parts()));
      const isFirst = !isKept && collector.reply.place !== undefined;
      if (isFirst || engine.now() - savedAt >= checkpointEvery) save();
      else later ??= setTimeout(save, checkpointEvery);
    },
    stop: () => clearTimeout(later),
  };
}
