import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Action } from '../../state/actions';
import { hrefOf } from '../../state/place';
import { inbox, inboxUnread, type RequestView } from '../../state/requests';
import { Approvals } from '../approval/approvals';
import { DecideAll } from '../approval/decide-all';
import { NoticesOffer } from '../approval/notices';
import { Mark } from '../marks/mark';
import { Button } from '../parts/button';
import { ActionKey } from '../parts/keys';
import { Page } from '../parts/page';
import { useActions } from '../use-actions';
import { inboxWords } from '../words/inbox';
import { Decided } from './decided';
import style from './inbox.module.css';
import { WaitingRow } from './waiting-row';
import { Why } from './why';

/** Everything that waits for the user as a list, the chosen one beside it to be decided; what was decided last below. */
export function Inbox() {
  const words = inboxWords();
  const waiting = inbox.value;
  if (waiting === inboxUnread) return null;
  if (waiting.length > 0) return <Waiting requests={waiting} />;
  return (
    <Page title={words.empty} line={words.emptyLine}>
      <Decided />
    </Page>
  );
}

function Waiting({ requests }: { requests: readonly RequestView[] }) {
  const words = inboxWords();
  const detail = useRef<HTMLDivElement>(null);
  const chosenId = useSignal<string | undefined>(undefined);
  // On a small screen either the list is there or the chosen one.
  const isOpen = useSignal(false);
  // Where the chosen one stood: once it is decided, the one that follows takes its place.
  const stood = useRef(0);
  const found = requests.findIndex(({ row }) => row.id === chosenId.value);
  const at = Math.min(found < 0 ? stood.current : found, requests.length - 1);
  stood.current = at;
  const chosen = requests[at];

  const choose = (to: number) => {
    const request = requests[to];
    if (!request) return;
    chosenId.value = request.row.id;
    isOpen.value = true;
    // In one column the card stands below the list.
    requestAnimationFrame(() => detail.current?.scrollIntoView({ block: 'nearest' }));
  };
  useActions(() => moving(by => choose(stood.current + by)), [requests]);
  return (
    <div class={style.inbox} data-open={isOpen.value || undefined}>
      <div class={style.list}>
        <List requests={requests} at={at} onChoose={choose} />
      </div>
      <div class={style.detail} ref={detail}>
        <p class={style.back}>
          <Button
            look="bare"
            icon="back"
            onClick={() => {
              isOpen.value = false;
            }}
          >
            {words.back(requests.length)}
          </Button>
        </p>
        {chosen && <Chosen request={chosen} />}
      </div>
      <div class={style.past}>
        <NoticesOffer />
        <Decided />
        <KeysHelp />
      </div>
    </div>
  );
}

/** All that waits, one of it chosen; approvals can be decided together. */
function List({
  requests,
  at,
  onChoose,
}: {
  requests: readonly RequestView[];
  at: number;
  onChoose: (at: number) => void;
}) {
  const words = inboxWords();
  const picked = useSignal<ReadonlySet<string>>(new Set());
  const approvals = requests.filter(isApproval);
  const batch = approvals.filter(({ row }) => picked.value.has(row.id));
  return (
    <Page title={words.title} line={words.line(requests.length)}>
      {approvals.length > 1 && <DecideAll requests={batch.length > 0 ? batch : approvals} picked={batch.length > 0} />}
      <ul class={style.rows} aria-label={words.waiting}>
        {requests.map((request, index) => (
          <WaitingRow
            key={request.row.id}
            request={request}
            isChosen={index === at}
            isPicked={picked.value.has(request.row.id)}
            onChoose={() => onChoose(index)}
            {...(isApproval(request) && {
              onPick: isPicked => {
                picked.value = withId(picked.peek(), request.row.id, isPicked);
              },
            })}
          />
        ))}
      </ul>
    </Page>
  );
}

function KeysHelp() {
  const { keys } = inboxWords();
  return (
    <p class={style.keys}>
      <ActionKey of="inbox.next" /> <ActionKey of="inbox.previous" /> {keys.move} <ActionKey of="approval.approve" />{' '}
      {keys.approve} <ActionKey of="approval.reject" /> {keys.reject} <ActionKey of="approval.edit" /> {keys.edit}
    </p>
  );
}

/** The chosen request: who asks, for what; its card; why it asks. */
function Chosen({ request }: { request: RequestView }) {
  const { row, agentName, agentHue, title } = request;
  return (
    <>
      <header class={style.who}>
        <Mark name={agentName} hue={agentHue} size={40} />
        <div>
          <h2 translate={false}>{agentName}</h2>
          <p>
            {inboxWords().inConversation}{' '}
            <a href={hrefOf({ at: 'conversation', id: row.conversation })} translate={false} dir="auto">
              {title}
            </a>
          </p>
        </div>
      </header>
      <Approvals requests={[request]} explained />
      <Why request={request} />
    </>
  );
}

const isApproval = ({ row }: RequestView): boolean => row.asks === 'approval';

function withId(ids: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(ids);
  if (isIn) next.add(id);
  else next.delete(id);
  return next;
}

function moving(move: (by: 1 | -1) => void): Action[] {
  const words = () => inboxWords();
  return [
    { id: 'inbox.next', group: 'here', title: () => words().next, repeats: true, do: () => move(1) },
    { id: 'inbox.previous', group: 'here', title: () => words().previous, repeats: true, do: () => move(-1) },
  ];
}
