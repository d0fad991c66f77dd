import { agents } from '../../state/agents';
import { conversations, filter, hasMore, listNotLoaded, showMore, showOnly } from '../../state/conversations';
import { hrefOf } from '../../state/place';
import { Button, ButtonLink } from '../parts/button';
import { SelectField } from '../parts/field';
import { Page } from '../parts/page';
import { Rows } from '../parts/section';
import { Segments } from '../parts/segments';
import { conversationsWords } from '../words/conversations';
import { ConversationLine } from './conversation-line';
import style from './conversations.module.css';

/** Every conversation of the workspace, pinned ones first. */
export function Conversations() {
  const words = conversationsWords();
  const list = conversations.value;
  const { archived, agent } = filter.value;
  const isNew = list !== listNotLoaded && list.length === 0 && !archived && agent === undefined;
  const line = archived
    ? words.lineArchived
    : isNew
      ? words.emptyHelp
      : list.length > 0
        ? words.line(list.length, hasMore(list.length))
        : undefined;
  return (
    <Page
      title={isNew ? words.empty : words.title}
      line={line}
      end={
        <ButtonLink look="go" icon="plus" href={hrefOf({ at: 'today' })}>
          {words.begin}
        </ButtonLink>
      }
    >
      <Filter />
      {list === listNotLoaded ? (
        <p class={style.opening}>{words.loading}</p>
      ) : list.length === 0 ? (
        !isNew && <Empty />
      ) : (
        <Rows label={words.list} ruled>
          {list.map(view => (
            <ConversationLine key={view.row.id} view={view} />
          ))}
        </Rows>
      )}
      {hasMore(list.length) && (
        <p class={style.more}>
          <Button onClick={showMore}>{words.more}</Button>
        </p>
      )}
    </Page>
  );
}

function Filter() {
  const words = conversationsWords();
  const { archived, agent } = filter.value;
  const options = [
    { value: '', label: words.everyone },
    ...agents.value.map(({ row }) => ({ value: row.id as string, label: row.body.name })),
  ];
  return (
    <div class={style.filter}>
      <Segments
        label={words.views}
        value={archived ? 'archived' : 'current'}
        options={[
          { value: 'current', label: words.current },
          { value: 'archived', label: words.archived },
        ]}
        onValue={view => showOnly({ ...filter.peek(), archived: view === 'archived' })}
      />
      <SelectField
        label={words.withAgent}
        value={agent ?? ''}
        options={options}
        onValue={chosen => {
          const found = agents.peek().find(({ row }) => row.id === chosen);
          showOnly({ archived, ...(found && { agent: found.row.id }) });
        }}
      />
    </div>
  );
}

function Empty() {
  const words = conversationsWords();
  const { agent } = filter.value;
  const who = agents.value.find(({ row }) => row.id === agent)?.row.body.name;
  return <p class={style.opening}>{who === undefined ? words.emptyArchived : words.emptyFiltered(who)}</p>;
}
