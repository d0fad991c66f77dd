import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { transcript, type ConversationDetail } from '../../state/conversation';
import { turnsOf } from '../../state/conversation-turns';
import { isWriting } from '../../state/drafts';
import { lazy } from '../parts/lazy';
import { conversationWords } from '../words/conversation';
import { AgentTurnView } from './agent-turn';
import style from './conversation.module.css';
import { useJump } from './jump';
import { LiveTurn } from './live-turn';
import { isUnderWay } from './run-buttons';
import { anchorIn, holdAnchor, isAtEnd } from './scrolling';
import { opening, rangeOf } from './turn-window';
import { useTurnWindow } from './use-turn-window';
import { UserTurnView } from './user-turn';

// With all the sentences about errors: most conversations need none.
const TroubleCard = lazy(() => import('./trouble-card').then(chunk => chunk.TroubleCard));

/** The turns of the branch on screen: never more than a bounded number of them in the DOM. */
export function TranscriptView({ detail }: { detail: ConversationDetail }) {
  const words = conversationWords();
  const list = useRef<HTMLDivElement>(null);
  const shown = useSignal(opening);
  const { messages, more } = transcript.value;
  const turns = turnsOf(messages);
  const keys = turns.map(turn => turn.key);
  const { from, to } = rangeOf(shown.value, keys);
  const isGoing = isUnderWay(detail.run);

  // Rows are about to change: what is in view now must stay where it is.
  const anchor = list.current && !isAtEnd.peek() ? anchorIn(list.current) : undefined;
  useLayoutEffect(() => {
    if (list.current && anchor) holdAnchor(list.current, anchor);
  });

  const foundKey = useJump(list, turns, shown);

  const { older, newer } = useTurnWindow(shown, keys);
  const last = turns.at(-1);
  return (
    <>
      {(from > 0 || more) && (
        <div ref={older} class={style.older}>
          {words.older}
        </div>
      )}
      <div
        ref={list}
        class={style.turns}
        role="log"
        aria-live="off"
        aria-label={words.messages}
        aria-busy={isWriting.value}
      >
        {turns
          .slice(from, to)
          .map((turn, index) =>
            turn.kind === 'user' ? (
              <UserTurnView key={turn.key} turn={turn} agent={detail.agent} isFound={turn.key === foundKey} />
            ) : (
              <AgentTurnView
                key={turn.key}
                turn={turn}
                agent={detail.agent}
                isFound={turn.key === foundKey}
                isLast={from + index === turns.length - 1}
                isGoing={isGoing && turn.run === detail.run?.id}
              />
            ),
          )}
        {to === turns.length && (isGoing || isWriting.value) && (
          <LiveTurn detail={detail} continues={last?.kind === 'agent' && last.run === detail.run?.id} />
        )}
        {to === turns.length && detail.trouble && !isGoing && <TroubleCard detail={detail} trouble={detail.trouble} />}
      </div>
      {to < turns.length && <div ref={newer} class={style.newer} />}
    </>
  );
}
