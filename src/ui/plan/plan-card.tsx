import { useSignal } from '@preact/signals';
import { editPlanStep, taskHere, type PlanStepRow } from '../../state/plan';
import { attempt } from '../attempt';
import { Button } from '../parts/button';
import { Icon } from '../parts/icon';
import { State } from '../parts/state';
import { planWords } from '../words/plan';
import style from './plan.module.css';
import { progressOf } from './progress';
import { StepForm } from './step-form';
import { StepLine } from './step-line';

/** The task's steps: folded into one line until they are asked for, unless `open`; what failed is in sight either way. */
export function PlanCard({ steps, open = false }: { steps: readonly PlanStepRow[]; open?: boolean }) {
  const words = planWords();
  const { done, all, now, failed } = progressOf(steps);
  return (
    <section class={style.card} aria-label={words.title}>
      <details open={open}>
        <summary>
          <b>{words.title}</b>
          <span class="number">{words.progress(done, all)}</span>
          <span class={style.now} translate={false}>
            {now === undefined
              ? words.over
              : now.state === 'doing'
                ? words.now(now.body.title)
                : words.next(now.body.title)}
          </span>
          <Icon name="down" small />
        </summary>
        <Lines steps={steps} />
        <NewStep />
      </details>
      {(open ? [] : failed).map(step => (
        <p key={step.id} class={style.failed}>
          <State is="failed" quiet>
            {words.states.failed}
          </State>
          <span translate={false}>{words.failed(step.body.title, step.body.reason ?? '')}</span>
        </p>
      ))}
    </section>
  );
}

/** The steps in their order, which a key or the mouse changes. */
function Lines({ steps }: { steps: readonly PlanStepRow[] }) {
  const dragged = useSignal<PlanStepRow | undefined>(undefined);
  const move = (step: PlanStepRow, to: number) => {
    const others = steps.filter(one => one.id !== step.id);
    if (to < 0 || to > others.length) return;
    void attempt(editPlanStep(step.id, { after: others[to - 1]?.id ?? null }));
  };
  return (
    <ol class={style.steps}>
      {steps.map((step, index) => (
        <StepLine
          key={step.id}
          step={step}
          isFirst={index === 0}
          isLast={index === steps.length - 1}
          onMove={by => move(step, index + by)}
          onDragStart={() => {
            dragged.value = step;
          }}
          onDrop={() => {
            const moved = dragged.peek();
            dragged.value = undefined;
            if (moved && moved.id !== step.id) move(moved, index);
          }}
        />
      ))}
    </ol>
  );
}

/** Where the user adds a step of their own. */
function NewStep() {
  const words = planWords();
  const isAdding = useSignal(false);
  const task = taskHere.value;
  const add = (is: boolean) => {
    isAdding.value = is;
  };
  return (
    <div class={style.foot}>
      {isAdding.value && task !== undefined ? (
        <StepForm task={task} onClose={() => add(false)} />
      ) : (
        <>
          <Button look="bare" icon="plus" onClick={() => add(true)}>
            {words.add}
          </Button>
          <span class="small dim wide-only">{words.keysHelp}</span>
        </>
      )}
    </div>
  );
}
