import { inbox, inboxUnread, type RequestView } from '../../state/requests';
import { hrefOf } from '../../state/place';
import { now } from '../../state/clock';
import { when } from '../formats';
import { Approvals } from '../approval/approvals';
import { NoticesOffer } from '../approval/notices';
import { Mark } from '../marks/mark';
import { Keys } from '../parts/keys';
import { Page } from '../parts/page';
import { inboxWords } from '../words/inbox';
import style from './inbox.module.css';

/** Everything that waits for the user, grouped by where it came from; each can be decided here. */
export function Inbox() {
  const words = inboxWords();
  const waiting = inbox.value;
  if (waiting === inboxUnread) return null;
  if (waiting.length === 0) return <Page title={words.empty} line={words.emptyLine} />;
  return (
    <Page title={words.title} line={words.line(waiting.length)}>
      <div class={style.groups}>
        {grouped(waiting).map(group => (
          <Group key={group[0]?.row.conversation} requests={group} />
        ))}
      </div>
      <NoticesOffer />
      <p class={style.keys}>
        <Keys keys="a" /> {words.keys.approve} <Keys keys="x" /> {words.keys.reject} <Keys keys="e" /> {words.keys.edit}
      </p>
    </Page>
  );
}

/** What one conversation waits for. */
function Group({ requests }: { requests: readonly RequestView[] }) {
  const [first] = requests;
  if (!first) return null;
  return (
    <section class={style.group}>
      <header>
        <Mark name={first.agentName} hue={first.agentHue} size={28} />
        <a href={hrefOf({ at: 'conversation', id: first.row.conversation })} translate={false} dir="auto">
          {first.title}
        </a>
        <span class={style.time}>{when(first.row.opened, now.value)}</span>
      </header>
      <Approvals requests={requests} />
    </section>
  );
}

function grouped(requests: readonly RequestView[]): RequestView[][] {
  const groups = new Map<string, RequestView[]>();
  for (const request of requests)
    groups.set(request.row.conversation, [...(groups.get(request.row.conversation) ?? []), request]);
  return [...groups.values()];
}
