import { useSignal } from '@preact/signals';
import { now } from '../../state/clock';
import { hrefOf, place } from '../../state/place';
import { planHere } from '../../state/plan';
import { task, taskUnread, type TaskDetail } from '../../state/task';
import { when } from '../formats';
import { BudgetButton } from '../budgets/budget-button';
import { isPaused, isUnderWay, RunButtons } from '../conversation/run-buttons';
import { runActions } from '../conversation/run-keys';
import { RunState } from '../conversation/run-state';
import { Mark } from '../marks/mark';
import { Button, ButtonLink } from '../parts/button';
import { Facts } from '../parts/facts';
import { lazy } from '../parts/lazy';
import { Columns, Page } from '../parts/page';
import { Row, Rows, Section } from '../parts/section';
import { State } from '../parts/state';
import { doing, stateOf } from './task-state';
import { useActions } from '../use-actions';
import { costText } from '../words/app';
import { budgetsWords } from '../words/budgets';
import { taskWords } from '../words/task';
import { todayWords } from '../words/today';
import { TaskRuns } from './runs';
import style from './task.module.css';

const Approvals = lazy(() => import('../approval/approvals').then(chunk => chunk.Approvals));
const PlanCard = lazy(() => import('../plan/plan-card').then(chunk => chunk.PlanCard));
const StepForm = lazy(() => import('../plan/step-form').then(chunk => chunk.StepForm));

/** One task: what it waits for, what was asked, the plan, its runs and what colleagues do for it, with what all that cost. */
export function Task() {
  const words = taskWords();
  const here = place.value;
  const detail = task.value;
  if (detail === taskUnread) return null;
  if (detail && here.at === 'task' && detail.row.id === here.id) return <Sheet key={here.id} detail={detail} />;
  return (
    <Page title={words.gone} line={words.goneLine}>
      <ButtonLink href={hrefOf({ at: 'today' })}>{words.toToday}</ButtonLink>
    </Page>
  );
}

function Sheet({ detail }: { detail: TaskDetail }) {
  const words = taskWords();
  const { row, run, agentName, requests, brief, errands } = detail;
  useActions(() => runActions(() => run), [run]);
  return (
    <Columns aside={<Aside detail={detail} />}>
      <Page
        title={
          <span translate={false} dir="auto">
            {row.body.title}
          </span>
        }
        line={
          <span class={style.head}>
            <State is={stateOf(row.status, run)} quiet />
            <span>{todayWords().at(agentName, run ? doing(run) : todayWords().queued)}</span>
          </span>
        }
        end={
          <span class={style.line}>
            {run && isUnderWay(run) && <RunButtons run={run} />}
            {row.conversation && (
              <ButtonLink href={hrefOf({ at: 'conversation', id: row.conversation })}>
                {words.toConversation}
              </ButtonLink>
            )}
          </span>
        }
      >
        {requests.length > 0 && (
          <Section title={words.waits} count={requests.length}>
            <div class={style.inside}>
              <Approvals requests={requests} />
            </div>
          </Section>
        )}
        {brief !== '' && brief !== row.body.title && (
          <Section title={words.brief}>
            <p class={style.brief} translate={false} dir="auto">
              {brief}
            </p>
          </Section>
        )}
        <Plan task={row} isHeld={run?.steps === 0 && isPaused(run)} />
        {errands.length > 0 && (
          <Section title={words.colleagues} count={errands.length}>
            <Rows>
              {errands.map(errand => (
                <Row
                  key={errand.row.id}
                  mark={<Mark name={errand.agentName} hue={errand.agentHue} size={28} />}
                  title={errand.agentName}
                  href={hrefOf({ at: 'task', id: errand.row.task })}
                  line={<RunState run={errand.row} />}
                  money={errand.row.simulated ? <State is="simulated" /> : costText(errand)}
                  cap={when(errand.row.since, now.value)}
                />
              ))}
            </Rows>
          </Section>
        )}
        <TaskRuns />
      </Page>
    </Columns>
  );
}

function Aside({ detail: { row, run, agentName, agentHue, cost, unknown, errands } }: { detail: TaskDetail }) {
  const words = taskWords();
  return (
    <Section title={words.facts}>
      <Facts
        rows={[
          [
            words.agent,
            <a key="agent" class={style.line} href={hrefOf({ at: 'agent', id: row.agent })}>
              <Mark name={agentName} hue={agentHue} size={20} />
              {agentName}
            </a>,
          ],
          [words.begun, when(row.at, now.value)],
          ...(run ? [[words.work, words.steps(run.steps)] as const] : []),
          [
            errands.length > 0 ? words.costAll : words.cost,
            row.simulated ? <State key="simulated" is="simulated" /> : costText({ cost, unknown }),
          ],
        ]}
      />
      {!row.simulated && row.status !== 'done' && (
        <div class={style.budget}>
          <BudgetButton
            title={budgetsWords().ofTask}
            whose={[{ scope: 'task', of: row.id }, ...(run ? [{ scope: 'run', of: run.id } as const] : [])]}
          />
        </div>
      )}
    </Section>
  );
}

const isOver: ReadonlySet<TaskDetail['row']['status']> = new Set(['done', 'failed', 'cancelled', 'rejected']);

/** The steps, to be looked at and edited; without any the way to the first one, as long as it may still be taken. */
function Plan({ task: { id, status }, isHeld }: { task: TaskDetail['row']; isHeld: boolean }) {
  const words = taskWords();
  const isAdding = useSignal(false);
  const steps = planHere.value;
  if (steps.length > 0)
    return (
      <div class={style.plan}>
        <PlanCard steps={steps} open />
      </div>
    );
  if (isOver.has(status)) return null;
  const adding = (is: boolean) => () => {
    isAdding.value = is;
  };
  return (
    <Section title={words.plan}>
      {isAdding.value ? (
        <StepForm task={id} onClose={adding(false)} />
      ) : (
        <p class={style.line}>
          <span class="muted small">{isHeld ? words.planFirst : words.noPlan}</span>
          <Button look="bare" icon="plus" onClick={adding(true)}>
            {words.addStep}
          </Button>
        </p>
      )}
    </Section>
  );
}
