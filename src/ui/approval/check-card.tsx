import { useSignal } from '@preact/signals';
import type { Answer } from '../../domain/request';
import { answer, type RequestView } from '../../state/requests';
import { attempt } from '../attempt';
import { Button } from '../parts/button';
import { approvalWords } from '../words/approval';
import { titleOf } from './request-title';
import style from './approval.module.css';
import { Card } from './card';
import { InputFacts } from './input-facts';
import { toolName } from '../words/tools';

/** A run that goes in circles or has gone on for long, or an act that was cut off: the user says how it goes on. */
export function CheckCard({ request, asks }: { request: RequestView; asks: 'loop' | 'limit' | 'outcome' }) {
  const words = approvalWords();
  const isBusy = useSignal(false);
  const { row, body } = request;
  const give = (given: Answer) => async () => {
    if (isBusy.peek()) return;
    isBusy.value = true;
    await attempt(answer([{ request: row.id, answer: given }]));
    isBusy.value = false;
  };
  const tool = body.tool ?? row.tool;
  return (
    <Card
      request={request}
      title={titleOf(request)}
      ways={
        asks === 'outcome' ? (
          <>
            <Button onClick={() => void give('done')()}>{words.done}</Button>
            <Button onClick={() => void give('not-done')()}>{words.notDone}</Button>
            <Button onClick={() => void give('again')()}>{words.again}</Button>
          </>
        ) : (
          <>
            <Button look="go" data-do="approve" busy={isBusy.value} onClick={() => void give('approved')()}>
              {words.goOn} <kbd class="wide-only">{words.approveKey}</kbd>
            </Button>
            <Button look="no" data-do="reject" busy={isBusy.value} onClick={() => void give('rejected')()}>
              {words.stop} <kbd class="wide-only">{words.rejectKey}</kbd>
            </Button>
          </>
        )
      }
    >
      <p class={style.note}>{{ loop: words.loopHelp, limit: words.limitHelp, outcome: words.outcomeHelp }[asks]}</p>
      {tool !== undefined && (
        <p>
          {words.tool} <b>{toolName(tool)}</b>
        </p>
      )}
      {body.input !== undefined && <InputFacts input={body.input} />}
    </Card>
  );
}
