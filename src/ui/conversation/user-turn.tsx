import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AgentRow } from '../../domain/agent';
import { filesOf, plainText, type FilePart } from '../../domain/part';
import { conversation, sendInstead } from '../../state/conversation';
import type { UserTurn } from '../../state/conversation-turns';
import { hrefOf } from '../../state/place';
import { CopyButton } from '../markdown/copy-button';
import { Markdown } from '../markdown/markdown';
import { bound } from '../parts/bound';
import { Button } from '../parts/button';
import { MessageFiles } from '../parts/lazy-attachments';
import { Writing } from '../parts/writing';
import { usePasted } from '../use-pasted';
import { conversationWords } from '../words/conversation';
import { askedText, modelsWords } from '../words/models';
import { partsWords } from '../words/parts';
import { attempt } from '../attempt';
import { useWork } from '../use-work';
import { scrollToEnd } from './scrolling';
import style from './turn.module.css';
import { UnreadMark } from './unread-mark';
import { Versions } from './versions';

/** What the user wrote: a well at the right. Editing it begins a branch. */
export function UserTurnView({ turn, agent, isFound }: { turn: UserTurn; agent: AgentRow; isFound: boolean }) {
  const words = conversationWords();
  // What another agent wrote in the user's place is not the user's to edit.
  const asker = turn.message.row.agent && conversation.value?.askedBy;
  const isEditing = useSignal(false);
  const { row, body, versions } = turn.message;
  const text = plainText(body.parts);
  const files = filesOf(body.parts);
  const close = () => {
    isEditing.value = false;
  };
  return (
    <article
      class={style.me}
      data-turn={turn.key}
      data-found={isFound || undefined}
      tabIndex={-1}
      aria-label={asker ? asker.name : words.you}
    >
      {isEditing.value ? (
        <Editor
          text={text}
          files={files}
          help={conversation.value?.waiting.includes(row.id) ? words.editWaitingHelp : words.editHelp}
          onClose={close}
          onSend={async (next, pasted) => {
            if (await attempt(sendInstead(row.id, agent.id, next, pasted))) {
              close();
              scrollToEnd();
            }
          }}
        />
      ) : (
        <>
          {asker && (
            <a class="small" href={hrefOf({ at: 'conversation', id: asker.conversation })}>
              {words.askedBy(asker.name)}
            </a>
          )}
          <div class={style.well}>
            {files.length > 0 && <MessageFiles files={files} />}
            <Markdown text={text} />
          </div>
          {row.asks && <p class={style.asks}>{modelsWords().askedOnce(askedText(row.asks))}</p>}
          <div class={style.tools}>
            <UnreadMark message={row.id} />
            <Versions current={row.id} all={versions} />
            {text !== '' && <CopyButton text={() => text} label={words.copy} name={words.copyMessage} />}
            {!asker && (
              <Button
                look="bare"
                data-edit
                aria-label={words.editMessage}
                onClick={() => {
                  isEditing.value = true;
                }}
              >
                {words.edit}
              </Button>
            )}
          </div>
        </>
      )}
    </article>
  );
}

function Editor({
  text,
  files,
  help,
  onSend,
  onClose,
}: {
  text: string;
  /** They stay with it. */
  files: readonly FilePart[];
  /** What sending it does to what stands there. */
  help: string;
  onSend: (text: string, pasted: boolean) => Promise<void>;
  onClose: () => void;
}) {
  const words = conversationWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const value = useSignal(text);
  const pasted = usePasted(value, text.length);
  const work = useWork();
  useLayoutEffect(() => field.current?.focus(), []);
  const submit = async () => {
    const next = value.peek().trim();
    if (next === '') return;
    await work.run(() => onSend(next, pasted.holds.peek()));
  };
  return (
    <div class={style.editor}>
      <Writing
        field={field}
        label={words.editMessage}
        sends={event => event.key === 'Enter' && (event.ctrlKey || event.metaKey)}
        {...bound(value)}
        onEscape={onClose}
        onPaste={pasted.onPaste}
        above={files.length > 0 && <MessageFiles files={files} />}
        onSend={() => void submit()}
        note={pasted.holds.value ? partsWords().pasted : help}
      >
        <div class={style.ways}>
          <Button onClick={onClose}>{partsWords().cancel}</Button>
          <Button type="submit" busy={work.busy}>
            {words.sendInstead}
          </Button>
        </div>
      </Writing>
    </div>
  );
}
