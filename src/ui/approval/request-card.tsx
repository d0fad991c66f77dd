import type { RequestView } from '../../state/requests';
import { ApprovalCard } from './approval-card';
import { BudgetCard } from './budget-card';
import { CheckCard } from './check-card';
import { QuestionCard } from './question-card';

/** One open request, whatever it asks. */
export function RequestCard({ request, explained = false }: { request: RequestView; explained?: boolean }) {
  switch (request.row.asks) {
    case 'approval':
      return <ApprovalCard request={request} explained={explained} />;
    case 'question':
      return <QuestionCard request={request} />;
    case 'loop':
    case 'limit':
    case 'outcome':
      return <CheckCard request={request} asks={request.row.asks} />;
    case 'budget':
      return <BudgetCard request={request} />;
  }
}
