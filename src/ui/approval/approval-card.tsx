import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Label } from '../../domain/row';
import type { RequestView } from '../../state/requests';
import type { UnsentText } from '../../state/unsent';
import { Button } from '../parts/button';
import { ButtonKey } from '../parts/keys';
import { Diff } from '../parts/diff';
import { Tag } from '../parts/tag';
import { useUnsent } from '../use-unsent';
import { approvalWords, sourcesOf } from '../words/approval';
import { titleOf } from './request-title';
import style from './approval.module.css';
import { Card } from './card';
import { editable } from './edited-input';
import { EditForm, ReasonForm } from './forms';
import { GrantDialog } from './grant-dialog';
import { InputFacts } from './input-facts';
import { useAnswer } from './use-answer';

/** What is to be said before the answer is given. */
type Turn = 'edit' | 'reject' | 'always';

/** Asks leave for one tool call: exactly what it would do, why it asks (unless that is `explained` beside it), what can be said. */
export function ApprovalCard({ request, explained = false }: { request: RequestView; explained?: boolean }) {
  const words = approvalWords();
  const { id } = request.row;
  const said = useUnsent(`said|${id}`);
  const edited = useUnsent(`input|${id}`);
  const turned = useSignal<Turn | undefined>(undefined);
  const { isBusy, give } = useAnswer([request], [said, edited]);
  const { body } = request;
  const labels = body.labels ?? [];
  const mode = turned.value ?? (edited.text.value !== '' ? 'edit' : said.text.value !== '' ? 'reject' : undefined);
  const turn = (to: Turn) => {
    turned.value = to;
    if (to === 'edit') edited.write(editable(body.input).text);
  };
  const look = () => {
    turned.value = undefined;
    drop(said);
    drop(edited);
  };
  const write = (to: Turn, typed: UnsentText) => (text: string) => {
    turned.value = to;
    typed.write(text);
  };
  const isKept = turned.value === undefined;
  return (
    <Card
      request={request}
      title={titleOf(request)}
      tag={labels.length > 0 && <Tag icon="globe">{words.textFrom(sourcesOf(labels))}</Tag>}
      ways={
        mode === 'edit' ? (
          <EditForm
            input={body.input}
            value={edited.text.value}
            onValue={write('edit', edited)}
            isKept={isKept}
            busy={isBusy}
            onClose={look}
            onSend={input => give({ answer: 'edited', input })}
          />
        ) : mode === 'reject' ? (
          <ReasonForm
            value={said.text.value}
            onValue={write('reject', said)}
            isKept={isKept}
            busy={isBusy}
            onClose={look}
            onSend={said => give(said === '' ? { answer: 'rejected' } : { answer: 'rejected', said })}
          />
        ) : (
          <Ways isBusy={isBusy} onApprove={() => void give({ answer: 'approved' })} onTo={turn} />
        )
      }
    >
      {mode !== 'edit' && <Content request={request} />}
      {!explained && <Why labels={labels} />}
      {request.simulated && <p class={style.note}>{words.simulated}</p>}
      {mode === 'always' && (
        <GrantDialog request={request} onClose={look} onGiven={() => give({ answer: 'approved' })} />
      )}
    </Card>
  );
}

/** The four answers; all but the plain yes take a word more. */
function Ways({ isBusy, onApprove, onTo }: { isBusy: boolean; onApprove: () => void; onTo: (turn: Turn) => void }) {
  const words = approvalWords();
  return (
    <>
      <Button look="go" data-do="approve" busy={isBusy} onClick={onApprove}>
        {words.approve} <ButtonKey of="approval.approve" />
      </Button>
      <Button data-do="edit" onClick={() => onTo('edit')}>
        {words.edit} <ButtonKey of="approval.edit" />
      </Button>
      <Button look="no" data-do="reject" onClick={() => onTo('reject')}>
        {words.reject} <ButtonKey of="approval.reject" />
      </Button>
      <span class={style.apart}>
        <Button look="bare" onClick={() => onTo('always')}>
          {words.always}
        </Button>
      </span>
    </>
  );
}

/** Takes back what is typed. */
function drop({ text, write, pause }: UnsentText): void {
  if (text.peek() === '') return;
  write('');
  pause();
}

/** What would happen: the changed file, or the input of any other tool. */
function Content({ request: { body } }: { request: RequestView }): ComponentChildren {
  const words = approvalWords();
  const { preview } = body;
  if (preview?.kind !== 'file') return <InputFacts input={body.input} />;
  const label = preview.before === undefined ? words.newFile : words.changes;
  return (
    <div class={style.change}>
      <p class={style.note}>
        {label}. {words.local}
      </p>
      <Diff label={label} before={preview.before ?? ''} after={preview.after} />
    </div>
  );
}

function Why({ labels }: { labels: readonly Label[] }) {
  const words = approvalWords();
  return (
    <details class={style.why}>
      <summary>{words.why}</summary>
      <p>{labels.length > 0 ? words.because.labels(sourcesOf(labels)) : words.because.effect}</p>
    </details>
  );
}
