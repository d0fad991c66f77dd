import type { ActivityRow } from '../../domain/activity';
import { agents } from '../../state/agents';
import { now } from '../../state/clock';
import { hrefOf } from '../../state/place';
import { activity } from '../../state/today';
import { percent, when } from '../formats';
import { todayWords } from '../words/today';
import { toolName } from '../words/tools';
import style from './activity.module.css';

/** What happened, newest first. */
export function Activity() {
  const rows = activity.value;
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{todayWords().activity}</h2>
      <ol class={style.trail}>
        {rows.map(row => (
          <li key={row.id}>
            <time dateTime={new Date(row.at).toISOString()}>{when(row.at, now.value)}</time>
            <Happened happened={row.happened} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Happened({ happened }: { happened: ActivityRow['happened'] }) {
  const words = todayWords();
  switch (happened.kind) {
    case 'agent-hired':
    case 'agent-retired':
      return <Sentence agent={happened.agent} did={words.happened[happened.kind]} />;
    case 'answer-finished':
    case 'answer-failed':
    case 'answer-stopped':
      return (
        <Sentence agent={happened.agent} did={words.happened[happened.kind]} conversation={happened.conversation} />
      );
    case 'tool-used':
      return (
        <Sentence
          agent={happened.agent}
          did={words.usedTool(toolName(happened.tool))}
          conversation={happened.conversation}
        />
      );
    case 'connection-added':
      return <span>{words.happened['connection-added']}</span>;
    case 'prices-updated':
      return <span>{words.pricesUpdated(happened.count)}</span>;
    case 'budget-warned':
      return (
        <a href={hrefOf({ at: 'settings', section: 'budgets' })}>
          {words.budgetWarned(percent(happened.spent / happened.limit), happened.scope, happened.window)}
          {happened.fits !== undefined && ` ${words.budgetFits(happened.fits)}`}
        </a>
      );
    case 'workspace-imported':
      return <span>{words.imported(happened.rows)}</span>;
  }
}

type Spoken = Extract<ActivityRow['happened'], { kind: 'tool-used' }>;

function Sentence({
  agent,
  did,
  conversation,
}: {
  agent: Spoken['agent'];
  did: string;
  conversation?: Spoken['conversation'];
}) {
  const name = agents.value.find(one => one.row.id === agent)?.row.body.name ?? todayWords().happened.someone;
  return (
    <span>
      <b>{name}</b> {conversation ? <a href={hrefOf({ at: 'conversation', id: conversation })}>{did}</a> : did}
    </span>
  );
}
