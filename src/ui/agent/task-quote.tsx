import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { enoughForShare, fewestTasks } from '../../domain/quote';
import type { AgentDetail } from '../../state/agents';
import { quoteTask, type TaskQuote } from '../../state/task-quotes';
import { money, number } from '../formats';
import { tellError } from '../tell-error';
import { agentWords } from '../words/agent';

/** What a task of this agent costs with its model, by those that were; how well that held is said with it. */
export function TaskCost({ detail: { row, costThisMonth } }: { detail: AgentDetail }) {
  const words = agentWords();
  const quote = useSignal<TaskQuote | undefined>(undefined);
  const { connection } = row;
  useEffect(() => {
    let left = false;
    quoteTask(row.id).then(
      found => {
        if (!left) quote.value = found;
      },
      error => tellError(error),
    );
    return () => {
      left = true;
    };
  }, [row.id, connection, row.body.model, costThisMonth]);
  const found = quote.value;
  if (!found) return null;
  if (found.is === 'too-few') return <>{words.tooFewTasks(number(found.tasks), number(fewestTasks))}</>;
  return (
    <>
      {(found.tasks < enoughForShare ? words.fewTasksCost : words.taskCosts)(money(found.p50), money(found.p95))}
      <br />
      <span class="small muted">
        {found.quoted === 0
          ? words.fromTasks(number(found.tasks))
          : words.heldIn(number(found.tasks), number(found.held), number(found.quoted))}
      </span>
    </>
  );
}
