import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { now } from '../../state/clock';
import { rename, type ConversationView } from '../../state/conversations';
import { hrefOf } from '../../state/place';
import { attempt } from '../attempt';
import { ConversationMenu } from '../conversation/conversation-menu';
import { shapeOf } from '../doing-state';
import { when } from '../formats';
import { Mark } from '../marks/mark';
import { IconButton } from '../parts/button';
import { Icon } from '../parts/icon';
import { State } from '../parts/state';
import { costText } from '../words/app';
import { conversationWords } from '../words/conversation';
import { conversationsWords } from '../words/conversations';
import style from './conversations.module.css';

/** One conversation of the list. Its title is renamed in place. */
export function ConversationLine({ view }: { view: ConversationView }) {
  const words = conversationsWords();
  const isRenaming = useSignal(false);
  const { row, agentName, agentHue, doing, unread, cost, unknownCosts } = view;
  return (
    <li class={style.line}>
      {doing === 'idle' ? <Unread is={unread} /> : <State is={shapeOf[doing]} quiet />}
      <Mark name={agentName} hue={agentHue} size={28} />
      <div class={style.words}>
        {isRenaming.value ? (
          <TitleEditor
            title={row.body.title}
            onClose={() => {
              isRenaming.value = false;
            }}
            onSave={title => void attempt(rename(row.id, title))}
          />
        ) : (
          <Title view={view} />
        )}
        <p class={style.sub}>{words.lineOf(agentName, when(row.activeAt, now.value))}</p>
      </div>
      <span class={`wide-only ${style.rename}`}>
        <IconButton
          look="bare"
          icon="edit"
          label={words.renameIt(row.body.title)}
          onClick={() => {
            isRenaming.value = true;
          }}
        />
      </span>
      <span class={style.cost}>
        {row.simulated ? <State is="simulated" quiet /> : costText({ cost, unknown: unknownCosts })}
      </span>
      <ConversationMenu view={view} leaves={false} />
    </li>
  );
}

function Title({ view: { row, unread } }: { view: ConversationView }) {
  const words = conversationsWords();
  return (
    <span class={style.title}>
      <a
        translate={false}
        class={unread ? style.unreadTitle : undefined}
        href={hrefOf({ at: 'conversation', id: row.id })}
      >
        {row.body.title}
      </a>
      {row.pinned && (
        <span class={style.pinned} title={words.pinned}>
          <Icon name="pin" small />
          <span class="hidden-words">{words.pinned}</span>
        </span>
      )}
    </span>
  );
}

function Unread({ is }: { is: boolean }) {
  return (
    <span class={is ? style.unread : style.read}>
      {is && <span class="hidden-words">{conversationsWords().unread}</span>}
    </span>
  );
}

function TitleEditor({
  title,
  onSave,
  onClose,
}: {
  title: string;
  onSave: (title: string) => void;
  onClose: () => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.select(), []);
  const close = (save: boolean) => {
    const value = field.current?.value.trim() ?? '';
    if (save && value !== '' && value !== title) onSave(value);
    onClose();
  };
  return (
    <input
      ref={field}
      class={style.editor}
      aria-label={conversationWords().title}
      defaultValue={title}
      onBlur={() => close(true)}
      onKeyDown={event => {
        if (event.key === 'Enter') close(true);
        if (event.key === 'Escape') {
          event.stopPropagation();
          close(false);
        }
      }}
    />
  );
}
