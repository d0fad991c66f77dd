import type { ConversationDetail } from '../../state/conversation';
import { windowOf } from '../../state/conversation-models';
import { compact, percent } from '../formats';
import { Meter } from '../parts/meter';
import { conversationWords } from '../words/conversation';
import style from './composer.module.css';

/** Up to this share of its window a conversation is short: a small screen does not tell it. */
const roomy = 0.5;

/** How much of the model's window the conversation fills. */
export function ContextMeter({ detail }: { detail: ConversationDetail }) {
  const words = conversationWords();
  const size = windowOf(detail.model);
  if (detail.windowTokens === 0) return null;
  if (size === undefined) return <span class={style.window}>{words.windowTokens(compact(detail.windowTokens))}</span>;
  const share = detail.windowTokens / size;
  return (
    <span
      class={share < roomy ? `${style.window} wide-only` : style.window}
      title={words.windowTokens(compact(detail.windowTokens))}
    >
      <span class={style.gauge}>
        <Meter spent={share} />
      </span>
      {words.windowShare(percent(share))}
    </span>
  );
}
