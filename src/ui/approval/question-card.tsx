import type { RequestView } from '../../state/requests';
import { Button } from '../parts/button';
import { AreaField } from '../parts/field';
import { approvalWords } from '../words/approval';
import { titleOf } from './request-title';
import style from './approval.module.css';
import { Card } from './card';
import { useUnsent } from '../use-unsent';
import { useAnswer } from './use-answer';

/** A question of an agent: its ready-made answers as buttons, and room for the user's own words. */
export function QuestionCard({ request }: { request: RequestView }) {
  const words = approvalWords();
  const own = useUnsent(`said|${request.row.id}`);
  const { isBusy, give } = useAnswer([request], [own]);
  const choices = request.body.question?.choices ?? [];
  const tell = (said: string) => {
    if (said !== '') void give({ answer: 'told', said });
  };
  const submit = () => tell(own.text.peek().trim());
  return (
    <Card
      request={request}
      title={titleOf(request)}
      ways={
        <form
          class={style.form}
          onSubmit={event => {
            event.preventDefault();
            submit();
          }}
        >
          {choices.length > 0 && (
            <div class={style.ways} translate={false}>
              {choices.map(choice => (
                <Button key={choice} busy={isBusy} onClick={() => tell(choice)}>
                  {choice}
                </Button>
              ))}
            </div>
          )}
          <AreaField
            label={choices.length > 0 ? words.ownWords : words.answer}
            value={own.text.value}
            onValue={own.write}
            onKeyDown={event => {
              if (event.key !== 'Enter' || (!event.ctrlKey && !event.metaKey)) return;
              event.preventDefault();
              submit();
            }}
          />
          <div class={style.ways}>
            <Button look={choices.length > 0 ? undefined : 'go'} type="submit" busy={isBusy}>
              {words.send}
            </Button>
          </div>
        </form>
      }
    >
      <p class={style.note}>{words.asks(request.agentName)}</p>
    </Card>
  );
}
