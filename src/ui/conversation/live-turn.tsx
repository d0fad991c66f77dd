import type { ConversationDetail } from '../../state/conversation';
import { draftPieces } from '../../state/conversation-turns';
import { draft, stopping } from '../../state/drafts';
import { awaited } from '../../state/errands';
import { hrefOf } from '../../state/place';
import { vaultStatus } from '../../state/vault';
import { money } from '../formats';
import { State } from '../parts/state';
import { waitEnd } from '../wait-end';
import { conversationWords } from '../words/conversation';
import { Pieces } from './pieces';
import { TurnHead } from './turn-head';
import style from './turn.module.css';

/**
 * The turn that is under way. The only component that reads the draft: a delta renders this and nothing else.
 * `continues`: earlier steps of the same run stand right above it, under their own head.
 */
export function LiveTurn({ detail, continues }: { detail: ConversationDetail; continues: boolean }) {
  const words = conversationWords();
  const writing = draft.value;
  const isStopping = stopping.value !== undefined && stopping.value === (writing?.run ?? detail.run?.id);
  const state = isStopping ? (
    <State is="stopped">{words.stopping}</State>
  ) : writing ? (
    <State is="running">{words.writing}</State>
  ) : (
    <RunState detail={detail} />
  );
  const cost = writing?.simulated ? (
    <State is="simulated">{words.simulated}</State>
  ) : writing?.cost !== undefined ? (
    <span class="number muted">{words.soFar(money(writing.cost))}</span>
  ) : null;
  return (
    <article class={continues ? style.continued : style.turn} aria-busy={!isStopping} data-live>
      {continues ? (
        <p class={style.head}>
          {state}
          <span class={style.end}>{cost}</span>
        </p>
      ) : (
        <TurnHead agent={detail.agent} caption={state} end={cost} />
      )}
      {writing && (
        <div class={style.body}>
          <Pieces pieces={draftPieces(writing.parts)} told={isStopping ? 'over' : 'writing'} />
        </div>
      )}
    </article>
  );
}

/** What a run without a draft does or waits for, and the way on. */
function RunState({ detail: { run, compacting } }: { detail: ConversationDetail }) {
  const words = conversationWords();
  if (!run) return null;
  switch (run.status.is) {
    case 'queued':
      return <State is="waiting">{words.starting}</State>;
    case 'running':
      return <State is="running">{compacting ? words.compacting : words.asking}</State>;
    case 'waiting': {
      const end = waitEnd(run.status);
      return (
        <>
          <State is={run.status.for === 'key-locked' ? 'needs-you' : 'waiting'}>
            {run.status.for === 'child' ? words.waitingFor(awaited.value) : words.waiting[run.status.for]}
            {end !== undefined && `, ${words.waitsUntil(end)}`}
          </State>
          {run.status.for === 'key-locked' && <ToKeys />}
          {run.status.for === 'agent' && <a href={hrefOf({ at: 'agent', id: run.agent })}>{words.toAgent}</a>}
        </>
      );
    }
    case 'succeeded':
    case 'failed':
    case 'cancelled':
    case 'needs-decision':
      return null;
  }
}

/** The way to the keys: they are locked, or were in memory only and went with the last tab. */
function ToKeys() {
  const words = conversationWords();
  return vaultStatus.value?.state === 'absent' ? (
    <a href={hrefOf({ at: 'settings', section: 'connections' })}>{words.bringKey}</a>
  ) : (
    <a href={hrefOf({ at: 'unlock' })}>{words.unlock}</a>
  );
}
