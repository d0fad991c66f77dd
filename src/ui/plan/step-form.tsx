import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Id } from '../../domain/id';
import type { NanoUsd } from '../../domain/money';
import { planStates } from '../../domain/plan';
import { activeAgents } from '../../state/agents';
import { addPlanStep, editPlanStep, type PlanStepFields, type PlanStepRow, type PlanStepState } from '../../state/plan';
import { dollarsTyped, typedDollars } from '../dollars';
import { bound } from '../parts/bound';
import { SelectField, TextField } from '../parts/field';
import { FormWays } from '../parts/form-ways';
import { useWork } from '../use-work';
import { planWords } from '../words/plan';
import style from './plan.module.css';

/** A step in place of its line; without `step` a new one at the end. */
export function StepForm({ task, step, onClose }: { task: Id<'task'>; step?: PlanStepRow; onClose: () => void }) {
  const words = planWords();
  const form = useRef<HTMLFormElement>(null);
  const title = useSignal(step?.body.title ?? '');
  const test = useSignal(step?.body.test ?? '');
  const reason = useSignal(step?.body.reason ?? '');
  const owner = useSignal<string>(step?.owner ?? agentOfTask);
  const state = useSignal<PlanStepState>(step?.state ?? 'open');
  const estimate = useSignal(typedDollars(step?.estimate));
  const work = useWork();
  const faults = useSignal<{ title?: true; estimate?: true }>({});
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const submit = async () => {
    const wanted = title.peek().trim();
    const amount = dollarsTyped(estimate.peek());
    faults.value = {
      ...(wanted === '' && { title: true }),
      ...(estimate.peek().trim() !== '' && amount === undefined && { estimate: true }),
    };
    if (Object.keys(faults.peek()).length > 0) return;
    const changes = changesOf(step, {
      title: wanted,
      test: test.peek().trim(),
      reason: reason.peek().trim(),
      owner: owner.peek(),
      estimate: amount,
      state: state.peek(),
    });
    await work.run(async () => {
      await (step ? editPlanStep(step.id, changes) : addPlanStep(task, { ...changes, title: wanted }));
      onClose();
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    <form
      ref={form}
      class={style.form}
      onSubmit={event => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        label={words.step}
        error={faults.value.title && words.stepNeeded}
        onKeyDown={onKeyDown}
        {...bound(title)}
      />
      <TextField label={words.testField} onKeyDown={onKeyDown} {...bound(test)} />
      <div class={style.pair}>
        <SelectField label={words.ownerField} options={owners()} {...bound(owner)} />
        <TextField
          label={words.estimateField}
          error={faults.value.estimate && words.estimateWrong}
          inputMode="decimal"
          onKeyDown={onKeyDown}
          {...bound(estimate)}
        />
      </div>
      {step && (
        <div class={style.pair}>
          <SelectField
            label={words.stateField}
            options={planStates.map(value => ({ value, label: words.states[value] }))}
            {...bound(state)}
          />
          {(state.value === 'failed' || state.value === 'dropped') && (
            <TextField label={words.reasonField} onKeyDown={onKeyDown} {...bound(reason)} />
          )}
        </div>
      )}
      <div class={style.ways}>
        <FormWays label={words.save} busy={work.busy} onClose={onClose} />
      </div>
    </form>
  );
}

/** A step as it is typed. */
interface Typed {
  title: string;
  test: string;
  reason: string;
  owner: string;
  estimate: NanoUsd | undefined;
  state: PlanStepState;
}

/** Only what was changed: all else stays the agent's to change. */
function changesOf(step: PlanStepRow | undefined, typed: Typed): PlanStepFields {
  const { title, test, reason, owner, estimate, state } = typed;
  return {
    ...(title !== step?.body.title && { title }),
    ...(test !== (step?.body.test ?? '') && { test }),
    ...(reason !== (step?.body.reason ?? '') && { reason }),
    ...(owner !== (step?.owner ?? agentOfTask) && { owner: ownerOf(owner) }),
    ...(estimate !== step?.estimate && { estimate }),
    ...(state !== (step?.state ?? 'open') && { state }),
  };
}

/** What the list of owners calls nobody in particular. */
const agentOfTask = '';

/** Whom a step can be given to. */
function owners(): { value: string; label: string }[] {
  const words = planWords();
  return [
    { value: agentOfTask, label: words.agentOfTask },
    { value: 'user', label: words.you },
    ...activeAgents.value.map(({ row }) => ({ value: row.id, label: row.body.name })),
  ];
}

function ownerOf(value: string): PlanStepFields['owner'] {
  return value === 'user' ? 'user' : activeAgents.peek().find(({ row }) => row.id === value)?.row.id;
}
