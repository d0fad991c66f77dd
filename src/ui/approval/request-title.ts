import type { RequestBody } from '../../domain/request';
import type { RequestView } from '../../state/requests';
import { money, moment } from '../formats';
import { approvalWords } from '../words/approval';
import { toolName } from '../words/tools';

/** A request in one line: who wants what. */
export function titleOf({ row, body, agentName }: Pick<RequestView, 'row' | 'body' | 'agentName'>): string {
  const words = approvalWords();
  const { preview, question, count, minutes, tool = row.tool ?? '' } = body;
  switch (row.asks) {
    case 'approval':
      if (preview?.kind !== 'file') return words.use(agentName, toolName(tool));
      return preview.before === undefined
        ? words.create(agentName, preview.path)
        : words.overwrite(agentName, preview.path);
    case 'question':
      return question?.text ?? words.asks(agentName);
    case 'loop':
      return count === undefined ? words.looped(agentName) : words.loops(agentName, count);
    case 'limit':
      if (minutes !== undefined) return words.timeLimit(agentName, minutes);
      return count === undefined ? words.wasLong(agentName) : words.limit(agentName, count);
    case 'outcome':
      return words.outcome;
    case 'budget':
      if (isDropped(body)) return words.didNotFit(agentName);
      if (body.clock) return words.clock(moment(body.clock.now));
      if (body.ceiling !== undefined) return words.overBudget(agentName, money(body.ceiling));
      return isWithoutPrice(body) ? words.unpriced(agentName) : words.unbound(agentName);
  }
}

/** Whether what the card showed was dropped after its time. */
export const isDropped = (body: RequestBody): boolean => Object.keys(body).length === 0;

/** Whether a call was held back because nobody knows its price, and not because nothing bounds what it reads. */
export const isWithoutPrice = ({ ceilingClass }: RequestBody): boolean =>
  ceilingClass === undefined || (ceilingClass.is === 'none' && ceilingClass.because === 'no-price');
