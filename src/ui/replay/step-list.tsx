import { useEffect, useRef } from 'preact/hooks';
import type { ReplayStep } from '../../state/replay';
import { Section } from '../parts/section';
import { State } from '../parts/state';
import { costText } from '../words/app';
import { replayWords } from '../words/replay';
import style from './replay.module.css';
import { statusName, stepName, stepShape } from './step-name';

/** All steps in a line each; the one on show stays in view. */
export function StepList({
  steps,
  at,
  onShow,
}: {
  steps: readonly ReplayStep[];
  at: number;
  onShow: (at: number) => void;
}) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const box = list.current;
    const line = box?.children[at];
    if (!box || !(line instanceof HTMLElement)) return;
    // Only the list scrolls, never the page.
    if (line.offsetTop < box.scrollTop) box.scrollTop = line.offsetTop;
    else if (line.offsetTop + line.offsetHeight > box.scrollTop + box.clientHeight)
      box.scrollTop = line.offsetTop + line.offsetHeight - box.clientHeight;
  }, [at]);
  return (
    <Section title={replayWords().steps} count={steps.length}>
      <ol class={style.steps} ref={list}>
        {steps.map((step, index) => (
          <li key={index}>
            <button type="button" aria-current={index === at ? 'step' : undefined} onClick={() => onShow(index)}>
              <State is={stepShape(step)} quiet>
                {statusName(step)}
              </State>
              <span class={style.name}>{stepName(step)}</span>
              <StepCost of={step} />
            </button>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function StepCost({ of: { cost = 0, unknown = 0 } }: { of: ReplayStep }) {
  return cost > 0 || unknown > 0 ? <span class="number small dim">{costText({ cost, unknown })}</span> : null;
}
