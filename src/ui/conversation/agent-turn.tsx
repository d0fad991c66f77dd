import type { AgentRow } from '../../domain/agent';
import { plainText } from '../../domain/part';
import { carry, wayToReal } from '../../state/carried';
import { continueAnswer, conversation, retry, transcript } from '../../state/conversation';
import { costOfTurn, lastAnswer, saidIn, type AgentTurn } from '../../state/conversation-turns';
import { hrefOf } from '../../state/place';
import { clock, money } from '../formats';
import { CopyButton } from '../markdown/copy-button';
import { Button, ButtonLink } from '../parts/button';
import { State } from '../parts/state';
import { conversationWords } from '../words/conversation';
import { answeredInstead } from '../words/fallback';
import { attempt } from '../attempt';
import { Pieces } from './pieces';
import { quote } from './quote';
import { TurnHead } from './turn-head';
import style from './turn.module.css';
import { Versions } from './versions';

interface AgentTurnProps {
  turn: AgentTurn;
  agent: AgentRow;
  /** Whether what is looked for was found in it and is shown now. */
  isFound: boolean;
  /** Whether nothing comes after it. */
  isLast: boolean;
  /** Whether its run still goes on: then more may come, and nothing is offered yet. */
  isGoing: boolean;
}

/** All an agent did in answer to one message. */
export function AgentTurnView({ turn, agent, isFound, isLast, isGoing }: AgentTurnProps) {
  const answer = lastAnswer(turn);
  // The card of what went wrong follows, with the ways on.
  const isToldBelow = isLast && answer?.row.cut === 'failed' && conversation.value?.trouble !== undefined;
  return (
    <article class={style.turn} data-turn={turn.key} data-found={isFound || undefined} tabIndex={-1}>
      <TurnHead agent={agent} caption={captionOf(turn)} end={<TurnCost turn={turn} />} />
      <div class={style.body}>
        <Pieces pieces={turn.pieces} told={isGoing ? 'going' : 'over'} />
        {answer && <Instead of={answer} />}
        {!isGoing && <Ending turn={turn} isToldBelow={isToldBelow} />}
        {!isGoing && answer && (
          <div class={style.tools}>
            <Versions current={turn.key} all={turn.messages[0]?.versions ?? []} />
            <CopyButton
              text={() => saidIn(turn)}
              label={conversationWords().copy}
              name={conversationWords().copyMessage}
            />
            <Button
              look="bare"
              onMouseDown={event => event.preventDefault()} // or what is selected no longer is
              onClick={event => quote(saidIn(turn), event.currentTarget.closest('article'))}
            >
              {conversationWords().quote}
            </Button>
            {turn.run && (
              <ButtonLink look="bare" href={hrefOf({ at: 'run', id: turn.run })}>
                {conversationWords().replay}
              </ButtonLink>
            )}
            <Button look="bare" onClick={() => void attempt(retry(answer.row.id))}>
              {conversationWords().retry}
            </Button>
            {isLast && !isToldBelow && canContinue(turn) && (
              <span class={style.goOn}>
                <Button onClick={() => void attempt(continueAnswer(answer.row.id))}>
                  {conversationWords().continueIt}
                </Button>
              </span>
            )}
          </div>
        )}
      </div>
    </article>
  );
}

function captionOf(turn: AgentTurn): string {
  const answer = lastAnswer(turn);
  if (!answer) return '';
  return [answer.body.model, clock(answer.row.at)].filter(Boolean).join(', ');
}

/** The cost at the right edge; what nobody paid says so on every message. */
function TurnCost({ turn }: { turn: AgentTurn }) {
  const words = conversationWords();
  if (turn.messages[0]?.row.simulated) return <State is="simulated">{words.simulated}</State>;
  const { known, hasUnknown } = costOfTurn(turn);
  if (!hasUnknown) return <span class="number muted">{money(known)}</span>;
  return <span class="number muted">{known > 0 ? words.atLeast(money(known)) : words.priceUnknown}</span>;
}

/** Another model than was wanted has answered. */
function Instead({ of: { body } }: { of: NonNullable<ReturnType<typeof lastAnswer>> }) {
  if (!body.instead) return null;
  return <p class={style.ending}>{answeredInstead(body.model ?? '', body.instead)}</p>;
}

/** Why a turn ended where it did, where that is not plain; and the way from a simulated one to a real one. */
function Ending({ turn, isToldBelow }: { turn: AgentTurn; isToldBelow: boolean }) {
  const words = conversationWords();
  const { row, body } = lastAnswer(turn) ?? {};
  if (row?.simulated) {
    return (
      <p class={style.ending}>
        {words.simulatedHelp}{' '}
        <a href={hrefOf(wayToReal.value)} onClick={() => void attempt(carry(askedText(turn)))}>
          {words.runReal}
        </a>
      </p>
    );
  }
  const said = row?.cut ? !isToldBelow && words.cut[row.cut] : stopWords(row?.stop, body?.keptShort);
  return said ? <p class={style.ending}>{said}</p> : null;
}

/** What the user wrote that a turn answers. */
function askedText(turn: AgentTurn): string {
  const { messages } = transcript.peek();
  const at = messages.findIndex(({ row }) => row.id === turn.key);
  const asked = messages.slice(0, Math.max(0, at)).findLast(({ row }) => row.role === 'user');
  return plainText(asked?.body.parts ?? []);
}

function stopWords(
  stop: NonNullable<ReturnType<typeof lastAnswer>>['row']['stop'],
  keptShort?: boolean,
): string | undefined {
  const words = conversationWords();
  switch (stop) {
    case 'length':
      return keptShort ? words.keptShort : words.lengthReached;
    case 'context-full':
      return words.windowFull;
    case 'refusal':
      return words.refused;
    case 'paused':
      return words.pausedByProvider;
    case 'end':
    case 'tool-calls':
    case 'stop-sequence':
    case undefined:
      return undefined;
  }
}

function canContinue(turn: AgentTurn): boolean {
  const row = lastAnswer(turn)?.row;
  return (
    row !== undefined && !row.simulated && (row.cut !== undefined || row.stop === 'length' || row.stop === 'paused')
  );
}
