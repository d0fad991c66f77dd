import { useSignal } from '@preact/signals';
import type { Answer } from '../../domain/request';
import { hrefOf, type Place } from '../../state/place';
import { answer, type RequestView } from '../../state/requests';
import { attempt } from '../attempt';
import { money } from '../formats';
import { Button, ButtonLink } from '../parts/button';
import { Facts } from '../parts/facts';
import { approvalWords } from '../words/approval';
import { budgetName } from '../words/budgets';
import { titleOf } from './request-title';
import style from './approval.module.css';
import { Card } from './card';

/** A call that could pass a budget: the user lets it through once, raises the limit, prices the model, or stops the run. */
export function BudgetCard({ request }: { request: RequestView }) {
  const words = approvalWords();
  const isBusy = useSignal(false);
  const { row, body } = request;
  const give = (given: Answer) => async () => {
    if (isBusy.peek()) return;
    isBusy.value = true;
    await attempt(answer([{ request: row.id, answer: given }]));
    isBusy.value = false;
  };
  const { budgets = [], ceiling } = body;
  const isOwn = budgets.some(budget => budget.scope === 'agent');
  const whereSet: Place = isOwn ? { at: 'agent', id: row.agent } : { at: 'settings', section: 'budgets' };
  return (
    <Card
      request={request}
      title={titleOf(request)}
      ways={
        <>
          {ceiling === undefined ? (
            <ButtonLink look="go" href={hrefOf({ at: 'settings', section: 'prices' })}>
              {words.setPrice}
            </ButtonLink>
          ) : (
            <>
              <Button look="go" data-do="approve" busy={isBusy.value} onClick={() => void give('approved')()}>
                {words.goOnOnce} <kbd class="wide-only">{words.approveKey}</kbd>
              </Button>
              <ButtonLink href={hrefOf(whereSet)}>{words.raise}</ButtonLink>
            </>
          )}
          <Button look="no" data-do="reject" busy={isBusy.value} onClick={() => void give('rejected')()}>
            {words.stop} <kbd class="wide-only">{words.rejectKey}</kbd>
          </Button>
        </>
      }
    >
      <p class={style.note}>{ceiling === undefined ? words.unpricedHelp : words.budgetHelp}</p>
      <Facts
        rows={budgets.map(
          budget =>
            [budgetName(budget), words.ofBudget(money(budget.spent), money(budget.limit))] satisfies [string, string],
        )}
      />
    </Card>
  );
}
