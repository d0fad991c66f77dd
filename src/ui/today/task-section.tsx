import { now } from '../../state/clock';
import { hrefOf } from '../../state/place';
import type { TaskView } from '../../state/today';
import { number, when } from '../formats';
import { Mark } from '../marks/mark';
import { ButtonLink } from '../parts/button';
import { Row, Rows, Section } from '../parts/section';
import { State } from '../parts/state';
import { costText } from '../words/app';
import { todayWords } from '../words/today';
import { doing, stateOf } from '../task/task-state';

/** A ledger section of tasks; absent when it would be empty. */
export function TaskSection({ title, tasks }: { title: string; tasks: readonly TaskView[] }) {
  if (tasks.length === 0) return null;
  return (
    <Section title={title} count={number(tasks.length)}>
      <Rows>
        {tasks.map(task => (
          <TaskRow key={task.row.id} task={task} />
        ))}
      </Rows>
    </Section>
  );
}

function TaskRow({ task }: { task: TaskView }) {
  const { row, agentName, run } = task;
  const words = todayWords();
  const href = row.conversation && hrefOf({ at: 'conversation', id: row.conversation });
  return (
    <Row
      state={<State is={stateOf(row.status, run)} quiet />}
      mark={<Mark name={agentName} hue={task.agentHue} size={28} />}
      title={row.body.title}
      {...(href && { href })}
      line={words.at(agentName, run ? doing(run) : words.queued)}
      controls={row.status === 'needs-you' && href ? <ButtonLink href={href}>{words.open}</ButtonLink> : undefined}
      money={row.simulated ? <State is="simulated" /> : costText(task)}
      cap={when(run?.since ?? row.at, now.value)}
    />
  );
}
