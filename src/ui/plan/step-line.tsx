import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { agents } from '../../state/agents';
import { editPlanStep, type PlanStepRow, type PlanStepState } from '../../state/plan';
import { tell } from '../../state/toasts';
import { attempt } from '../attempt';
import { money } from '../formats';
import { Menu, type MenuItem } from '../parts/menu';
import { State, type StateName } from '../parts/state';
import { planWords } from '../words/plan';
import style from './plan.module.css';
import { StepForm } from './step-form';

const shapes: Readonly<Record<PlanStepState, StateName>> = {
  open: 'idle',
  doing: 'running',
  done: 'done',
  failed: 'failed',
  dropped: 'stopped',
};

/** One step: its state, what it is, who does it, how one sees that it is done; edited in place, moved by key or drag. */
export function StepLine({
  step,
  isFirst,
  isLast,
  onMove,
  onDragStart,
  onDrop,
}: {
  step: PlanStepRow;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: 1 | -1) => void;
  onDragStart: () => void;
  onDrop: () => void;
}) {
  const words = planWords();
  const isEditing = useSignal(false);
  const { title } = step.body;
  const edit = (is: boolean) => {
    isEditing.value = is;
  };
  const { line, move } = useMoves(step.position, onMove);
  const items: MenuItem[] = [
    { label: words.edit, icon: 'edit', do: () => edit(true) },
    ...(isFirst ? [] : [{ label: words.up, icon: 'send' as const, do: () => move(-1) }]),
    ...(isLast ? [] : [{ label: words.down, icon: 'down' as const, do: () => move(1) }]),
    step.state === 'dropped'
      ? { label: words.takeUp, icon: 'retry', do: () => void attempt(editPlanStep(step.id, { state: 'open' })) }
      : { label: words.drop, icon: 'close', no: true, do: () => void drop(step) },
  ];
  if (isEditing.value) {
    return (
      <li>
        <StepForm step={step} task={step.task} onClose={() => edit(false)} />
      </li>
    );
  }
  return (
    // The keys belong to whatever of the line has the focus; its menu offers the same.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      ref={line}
      class={step.state === 'dropped' ? style.dropped : undefined}
      draggable
      onDragStart={onDragStart}
      onDragOver={event => event.preventDefault()}
      onDrop={event => {
        event.preventDefault();
        onDrop();
      }}
      onKeyDown={event => {
        const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
        if (!event.altKey || by === undefined || (by === -1 ? isFirst : isLast)) return;
        event.preventDefault();
        move(by);
      }}
    >
      <State is={shapes[step.state]} quiet>
        {words.states[step.state]}
      </State>
      <div class={style.words}>
        <span translate={false} dir="auto">
          {title}
        </span>
        <Details step={step} />
      </div>
      <Menu label={words.actions(title)} items={items} />
    </li>
  );
}

/** A line that was moved loses the focus on its way: the keyboard goes on where it was. */
function useMoves(position: PlanStepRow['position'], onMove: (by: 1 | -1) => void) {
  const line = useRef<HTMLLIElement>(null);
  const isMoving = useRef(false);
  useLayoutEffect(() => {
    if (!isMoving.current) return;
    isMoving.current = false;
    line.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
  }, [position]);
  const move = (by: 1 | -1) => {
    isMoving.current = true;
    onMove(by);
  };
  return { line, move };
}

/** Who, when it is done, what it may cost, and why it failed: each where it is known. */
function Details({ step: { owner, estimate, state, body } }: { step: PlanStepRow }) {
  const words = planWords();
  const name = agents.value.find(({ row }) => row.id === owner)?.row.body.name;
  const facts = [
    owner === 'user' ? words.owner(words.you) : name === undefined ? '' : words.owner(name),
    body.test ? words.test(body.test) : '',
    estimate === undefined ? '' : words.estimate(money(estimate)),
    body.reason && state !== 'done' ? words.reason(body.reason) : '',
  ].filter(Boolean);
  return facts.length === 0 ? null : <small translate={false}>{facts.join(' · ')}</small>;
}

async function drop(step: PlanStepRow): Promise<void> {
  if (!(await attempt(editPlanStep(step.id, { state: 'dropped' })))) return;
  tell(planWords().dropped(step.body.title), () => void attempt(editPlanStep(step.id, { state: step.state })));
}
