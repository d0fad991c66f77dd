import { useEffect, useRef } from 'preact/hooks';
import {
  conversation,
  conversationId,
  followConversation,
  markRead,
  notLoaded,
  showRun,
  transcript,
  type ConversationDetail,
} from '../../state/conversation';
import { engineStatus } from '../../state/engine-status';
import { frozen } from '../../state/frozen';
import { isFinding } from '../../state/find';
import { hrefOf } from '../../state/place';
import { clock } from '../formats';
import { Mark } from '../marks/mark';
import { Button, ButtonLink } from '../parts/button';
import { lazy, lazyDialog } from '../parts/lazy';
import { Note } from '../parts/note';
import { Page } from '../parts/page';
import { useActions } from '../use-actions';
import { conversationWords } from '../words/conversation';
import { Announcer } from './announcer';
import { attempt } from '../attempt';
import { Composer } from './composer';
import { fileBeside, putFileAway } from './file-beside';
import { conversationActions } from './conversation-keys';
import { ConversationMenu } from './conversation-menu';
import style from './conversation.module.css';
import { FindBar } from './find-bar';
import { isChoosingModel } from './model-choosing';
import { isUnderWay } from './run-buttons';
import { followEnd, isAtEnd, scrollToEnd } from './scrolling';
import { TranscriptView } from './transcript';
import { WaitingHere } from './waiting-here';

const FilePane = lazy(() => import('./file-pane').then(chunk => chunk.FilePane));
const ModelPicker = lazyDialog(() => import('./model-picker').then(chunk => chunk.ModelPicker));

/** One conversation: opens at its end, grows upwards as one scrolls. */
export function Conversation() {
  const words = conversationWords();
  useEffect(followConversation, []);
  useActions(conversationActions);
  const id = conversationId.value;
  const detail = conversation.value;
  const isLoaded = transcript.value !== notLoaded;
  if (detail && isLoaded) return <Talk key={id} detail={detail} />;
  if (!isLoaded) return <p class={style.opening}>{words.loading}</p>;
  return (
    <Page title={words.gone} line={words.goneHelp}>
      <ButtonLink href={hrefOf({ at: 'conversations' })}>{words.toList}</ButtonLink>
    </Page>
  );
}

function Talk({ detail }: { detail: ConversationDetail }) {
  const words = conversationWords();
  const talk = useRef<HTMLDivElement>(null);
  useEffect(() => (talk.current ? followEnd(talk.current) : undefined), []);
  useEffect(() => putFileAway, []);
  useEffect(() => {
    // A mark that is lost only shows the conversation as unread again: not worth a notice.
    if (detail.unread) markRead(detail.row.id).catch(() => undefined);
  }, [detail.unread, detail.row.activeAt]);
  const isEmpty = transcript.value.messages.length === 0;
  const file = fileBeside.value;
  return (
    <div class={file ? style.beside : undefined}>
      <div class={style.talk} ref={talk}>
        <div class={style.thread}>
          <header class={style.heading}>
            <h1 tabIndex={-1} translate={false} dir="auto">
              {detail.row.body.title}
            </h1>
            <ConversationMenu view={detail} leaves />
          </header>
          {isFinding.value && <FindBar />}
          {isEmpty && !isUnderWay(detail.run) ? <Beginning detail={detail} /> : <TranscriptView detail={detail} />}
          <WaitingHere />
          <Announcer agent={detail.agent.body.name} />
        </div>
        <div class={style.say} data-say>
          {!isAtEnd.value && (
            <div class={style.jump}>
              <Button icon="down" onClick={scrollToEnd}>
                {words.toNewest}
              </Button>
            </div>
          )}
          <Standing detail={detail} />
          <Composer detail={detail} />
        </div>
        {isChoosingModel.value && <ModelPicker detail={detail} />}
      </div>
      {file && <FilePane id={file} onClose={putFileAway} />}
    </div>
  );
}

/** What keeps messages waiting, told above the composer. */
function Standing({ detail }: { detail: ConversationDetail }) {
  const words = conversationWords();
  const count = detail.waiting.length;
  const waiting = count > 0 ? words.queued(count) : '';
  const isOffline = engineStatus.value?.online === false && !detail.simulated;
  const [elsewhere] = detail.elsewhere;
  const stood = frozen.value;
  return (
    <>
      {stood && detail.run && detail.run.at <= stood.from && isUnderWay(detail.run) && (
        <Note icon="pause">{words.frozen(clock(stood.from), clock(stood.to))}</Note>
      )}
      {elsewhere && (
        <Note icon="branch">
          {words.elsewhere(detail.agent.body.name)}{' '}
          <Button look="bare" onClick={() => void attempt(showRun(elsewhere.id))}>
            {words.showElsewhere}
          </Button>
        </Note>
      )}
      {(isOffline || waiting !== '') && (
        <Note icon={isOffline ? 'offline' : 'clock'}>
          {isOffline && words.offline} {waiting}
        </Note>
      )}
    </>
  );
}

function Beginning({ detail: { agent } }: { detail: ConversationDetail }) {
  const words = conversationWords();
  return (
    <div class={style.beginning}>
      <Mark name={agent.body.name} hue={agent.hue} size={64} />
      <h2>{words.empty(agent.body.name)}</h2>
      <p class="muted">{words.emptyRole(agent.body.role)}</p>
    </div>
  );
}
