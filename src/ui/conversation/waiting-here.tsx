import { openHere } from '../../state/requests';
import { planHere } from '../../state/plan';
import { lazy } from '../parts/lazy';
import style from './conversation.module.css';

const Approvals = lazy(() => import('../approval/approvals').then(chunk => chunk.Approvals));
const PlanCard = lazy(() => import('../plan/plan-card').then(chunk => chunk.PlanCard));

/** What stands at the end of a conversation: the plan it follows, and what it waits for. */
export function WaitingHere() {
  const open = openHere.value;
  const steps = planHere.value;
  return (
    <>
      {steps.length > 0 && (
        <div class={style.after}>
          <PlanCard steps={steps} />
        </div>
      )}
      {open.length > 0 && (
        <div class={style.after}>
          <Approvals requests={open} />
        </div>
      )}
    </>
  );
}
