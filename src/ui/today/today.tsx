import { activeAgents, agents, agentsUnread } from '../../state/agents';
import { isBlank } from '../../state/boot';
import { hasConnection } from '../../state/connections';
import { hrefOf } from '../../state/place';
import { inbox } from '../../state/requests';
import { tasks, tasksUnread } from '../../state/today';
import { number } from '../formats';
import { lazy } from '../parts/lazy';
import { Columns, Page } from '../parts/page';
import { Section } from '../parts/section';
import { todayWords } from '../words/today';
import { Activity } from './activity';
import { Composer } from './composer';
import { FirstRun } from './first-run';
import { Spend } from './spend';
import { TaskSection } from './task-section';

const Asked = lazy(() => import('./asked').then(chunk => chunk.Asked));

/** The day at a glance: what needs the user, what runs, what is finished, what it costs. */
export function Today() {
  const words = todayWords();
  const roster = agents.value;
  const team = activeAgents.value;
  const { running, needsYou, finished } = tasks.value;
  const loaded = roster !== agentsUnread && tasks.value !== tasksUnread;
  if (loaded ? team.length === 0 : isBlank()) return <FirstRun hasKey={hasConnection.value} />;
  if (!loaded) return null;
  const asked = inbox.value;
  // What waits for something else than a decision: unlocked keys, room in the budget.
  const others = needsYou.filter(({ row }) => !asked.some(request => request.row.task === row.id));
  const count = asked.length + others.length;
  const title = count > 0 ? words.needYou(count) : words.calm;
  const atWork = team.filter(({ doing }) => doing === 'working').length;
  const line = atWork > 0 ? words.atWork(atWork) : words.calmLine(team.filter(({ doing }) => doing === 'idle').length);
  return (
    <Columns
      aside={
        <>
          <Spend />
          <Activity />
        </>
      }
    >
      <Page title={title} line={line}>
        <Composer team={team} />
        {asked.length > 0 && (
          <Section
            title={words.needsYou}
            count={number(asked.length)}
            end={<a href={hrefOf({ at: 'inbox' })}>{words.openInbox}</a>}
          >
            <Asked requests={asked} />
          </Section>
        )}
        <TaskSection title={asked.length > 0 ? words.waitingToo : words.needsYou} tasks={others} />
        <TaskSection title={words.running} tasks={running} />
        <TaskSection title={words.finished} tasks={finished} />
      </Page>
    </Columns>
  );
}
