import type { BudgetScope } from '../../domain/budget';
import type { RequestBody } from '../../domain/request';
import { hrefOf, type Place } from '../../state/place';
import type { RequestView } from '../../state/requests';
import { money, moment } from '../formats';
import { Button, ButtonLink } from '../parts/button';
import { ButtonKey } from '../parts/keys';
import { Facts } from '../parts/facts';
import { approvalWords } from '../words/approval';
import { budgetName } from '../words/budgets';
import { ceilingReason } from '../words/ceilings';
import { isWithoutPrice, titleOf } from './request-title';
import style from './approval.module.css';
import { Card } from './card';
import { useAnswer } from './use-answer';

const prices: Place = { at: 'settings', section: 'prices' };

/** A call that could pass a budget: the user lets it through once, raises the limit, prices the model, or stops the run. */
export function BudgetCard({ request }: { request: RequestView }) {
  const words = approvalWords();
  const { isBusy, give } = useAnswer([request]);
  const { row, body } = request;
  const { budgets = [], ceiling, clock } = body;
  const isOfPrice = ceiling === undefined && isWithoutPrice(body);
  const yes = clock ? words.clockRight : ceiling === undefined ? undefined : words.goOnOnce;
  return (
    <Card
      request={request}
      title={titleOf(request)}
      ways={
        <>
          {yes && (
            <Button look="go" data-do="approve" busy={isBusy} onClick={() => void give({ answer: 'approved' })}>
              {yes} <ButtonKey of="approval.approve" />
            </Button>
          )}
          {!clock && (
            <ButtonLink
              look={yes ? undefined : 'go'}
              href={hrefOf(isOfPrice ? prices : whereSet(row, budgets[0]?.scope))}
            >
              {isOfPrice ? words.setPrice : words.raise}
            </ButtonLink>
          )}
          <Button look="no" data-do="reject" busy={isBusy} onClick={() => void give({ answer: 'rejected' })}>
            {words.stop} <ButtonKey of="approval.reject" />
          </Button>
        </>
      }
    >
      <p class={style.note}>{helpOf(body)}</p>
      <Facts
        rows={budgets.map(
          budget =>
            [budgetName(budget), words.ofBudget(money(budget.spent), money(budget.limit))] satisfies [string, string],
        )}
      />
    </Card>
  );
}

/** Where a budget of a scope is changed. */
function whereSet({ agent, task }: RequestView['row'], scope: BudgetScope = 'workspace'): Place {
  switch (scope) {
    case 'workspace':
    case 'team':
      return { at: 'settings', section: 'budgets' };
    case 'agent':
      return { at: 'agent', id: agent };
    case 'connection':
      return { at: 'settings', section: 'connections' };
    case 'task':
    case 'run':
      return { at: 'task', id: task };
  }
}

/** What can be done, and how sure the figure is. */
function helpOf(body: RequestBody): string {
  const words = approvalWords();
  const { ceiling, ceilingClass, clock } = body;
  if (clock) return words.clockHelp(moment(clock.last));
  if (ceiling === undefined) return isWithoutPrice(body) ? words.unpricedHelp : words.unboundHelp;
  return ceilingClass ? `${words.budgetHelp} ${ceilingReason(ceilingClass)}` : words.budgetHelp;
}
