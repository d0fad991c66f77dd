import { useSignal } from '@preact/signals';
import { answer, type RequestView } from '../../state/requests';
import { attempt } from '../attempt';
import { Button } from '../parts/button';
import { AreaField } from '../parts/field';
import { approvalWords } from '../words/approval';
import { titleOf } from './request-title';
import style from './approval.module.css';
import { Card } from './card';

/** A question of an agent: its ready-made answers as buttons, and room for the user's own words. */
export function QuestionCard({ request }: { request: RequestView }) {
  const words = approvalWords();
  const own = useSignal('');
  const isBusy = useSignal(false);
  const choices = request.body.question?.choices ?? [];
  const tell = async (said: string) => {
    if (said === '' || isBusy.peek()) return;
    isBusy.value = true;
    await attempt(answer([{ request: request.row.id, answer: 'told', said }]));
    isBusy.value = false;
  };
  const submit = () => void tell(own.peek().trim());
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
                <Button key={choice} busy={isBusy.value} onClick={() => void tell(choice)}>
                  {choice}
                </Button>
              ))}
            </div>
          )}
          <AreaField
            label={choices.length > 0 ? words.ownWords : words.answer}
            value={own.value}
            onValue={value => {
              own.value = value;
            }}
            onKeyDown={event => {
              if (event.key !== 'Enter' || (!event.ctrlKey && !event.metaKey)) return;
              event.preventDefault();
              submit();
            }}
          />
          <div class={style.ways}>
            <Button look={choices.length > 0 ? undefined : 'go'} type="submit" busy={isBusy.value}>
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
