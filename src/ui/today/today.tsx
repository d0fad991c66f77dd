import { activeAgents, agents, agentsUnread } from '../../state/agents';
import { tasks, tasksUnread } from '../../state/today';
import { Columns, Page } from '../parts/page';
import { todayWords } from '../words/today';
import { Activity } from './activity';
import { Composer } from './composer';
import { FirstRun } from './first-run';
import { Spend } from './spend';
import { TaskSection } from './task-section';

/** The day at a glance: what needs the user, what runs, what is finished, what it costs. */
export function Today() {
  const words = todayWords();
  const roster = agents.value;
  const team = activeAgents.value;
  const { running, needsYou, finished } = tasks.value;
  const loaded = roster !== agentsUnread && tasks.value !== tasksUnread;
  if (!loaded) return null;
  if (team.length === 0) return <FirstRun />;
  const title = needsYou.length > 0 ? words.needYou(needsYou.length) : words.calm;
  const line = running.length > 0 ? words.atWork(running.length) : words.calmLine(team.length);
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
        <TaskSection title={words.needsYou} tasks={needsYou} />
        <TaskSection title={words.running} tasks={running} />
        <TaskSection title={words.finished} tasks={finished} />
      </Page>
    </Columns>
  );
}
