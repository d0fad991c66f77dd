import type { RequestView } from '../../state/requests';
import { Button } from '../parts/button';
import { ButtonKey } from '../parts/keys';
import { approvalWords } from '../words/approval';
import { toolName } from '../words/tools';
import { titleOf } from './request-title';
import style from './approval.module.css';
import { Card } from './card';
import { InputFacts } from './input-facts';
import { useAnswer } from './use-answer';

/** A run that goes in circles or has gone on for long, or an act that was cut off: the user says how it goes on. */
export function CheckCard({ request, asks }: { request: RequestView; asks: 'loop' | 'limit' | 'outcome' }) {
  const words = approvalWords();
  const { isBusy, give } = useAnswer([request]);
  const { row, body } = request;
  const tool = body.tool ?? row.tool;
  const limitHelp = body.minutes === undefined ? words.limitHelp : words.timeLimitHelp;
  return (
    <Card
      request={request}
      title={titleOf(request)}
      ways={
        asks === 'outcome' ? (
          <>
            <Button busy={isBusy} onClick={() => void give({ answer: 'done' })}>
              {words.done}
            </Button>
            <Button busy={isBusy} onClick={() => void give({ answer: 'not-done' })}>
              {words.notDone}
            </Button>
            <Button busy={isBusy} onClick={() => void give({ answer: 'again' })}>
              {words.again}
            </Button>
          </>
        ) : (
          <>
            <Button look="go" data-do="approve" busy={isBusy} onClick={() => void give({ answer: 'approved' })}>
              {words.goOn} <ButtonKey of="approval.approve" />
            </Button>
            <Button look="no" data-do="reject" busy={isBusy} onClick={() => void give({ answer: 'rejected' })}>
              {words.stop} <ButtonKey of="approval.reject" />
            </Button>
          </>
        )
      }
    >
      <p class={style.note}>{{ loop: words.loopHelp, limit: limitHelp, outcome: words.outcomeHelp }[asks]}</p>
      {tool !== undefined && (
        <p>
          {words.tool} <b>{toolName(tool)}</b>
        </p>
      )}
      {body.input !== undefined && <InputFacts input={body.input} />}
    </Card>
  );
}
