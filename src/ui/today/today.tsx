import { activeAgents, agents, agentsUnread, staff } from '../../state/agents';
import { isBlank } from '../../state/boot';
import { hasConnection } from '../../state/connections';
import { hrefOf } from '../../state/place';
import { inbox } from '../../state/requests';
import { tasks, tasksUnread } from '../../state/today';
import { number } from '../formats';
import { ButtonLink } from '../parts/button';
import { lazy } from '../parts/lazy';
import { Columns, Page } from '../parts/page';
import { Section } from '../parts/section';
import { todayWords } from '../words/today';
import { Activity } from './activity';
import { Composer } from './composer';
import { FirstRun } from './first-run';
import { Spend } from './spend';
import { TaskSection } from './task-section';

const NoticesOffer = lazy(() => import('../approval/notices').then(chunk => chunk.NoticesOffer));
const Asked = lazy(() => import('./asked').then(chunk => chunk.Asked));

/** The day at a glance: what needs the user, what runs, what is finished, what it costs. */
export function Today() {
  const words = todayWords();
  const roster = agents.value;
  const team = activeAgents.value;
  const { running, needsYou, finished } = tasks.value;
  const loaded = roster !== agentsUnread && tasks.value !== tasksUnread;
  const isWaiting = running.length + needsYou.length > 0;
  if (loaded ? staff.value.length === 0 && !isWaiting : isBlank()) return <FirstRun hasKey={hasConnection.value} />;
  if (!loaded) return null;
  const asked = inbox.value;
  // What waits for something else than a decision: unlocked keys, room in the budget.
  const others = needsYou.filter(({ row }) => !asked.some(request => request.row.task === row.id));
  const count = asked.length + others.length;
  const title = count > 0 ? words.needYou(count) : words.calm;
  const atWork = team.filter(({ doing }) => doing === 'working').length;
  const ready = team.filter(({ doing }) => doing === 'idle').length;
  const line = team.length === 0 ? words.allAtRest : atWork > 0 ? words.atWork(atWork) : words.calmLine(ready);
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
        {team.length > 0 ? (
          <Composer team={team} />
        ) : (
          <p>
            <ButtonLink look="go" href={hrefOf({ at: 'team', hire: false })}>
              {words.toTeam}
            </ButtonLink>
          </p>
        )}
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
        {running.length > 0 && <NoticesOffer />}
        <TaskSection title={words.finished} tasks={finished} />
      </Page>
    </Columns>
  );
}
