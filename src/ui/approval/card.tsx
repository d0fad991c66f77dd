import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { hrefOf, place } from '../../state/place';
import type { RequestView } from '../../state/requests';
import { State } from '../parts/state';
import { approvalWords } from '../words/approval';
import { partsWords } from '../words/parts';
import style from './approval.module.css';

/** The way to the task a request belongs to, unless that is on screen. */
function ItsTask({ request: { row } }: { request: RequestView }) {
  const here = place.value;
  if (here.at === 'task' && here.id === row.task) return null;
  return (
    <a class={style.note} href={hrefOf({ at: 'task', id: row.task })}>
      {approvalWords().itsTask}
    </a>
  );
}

/** The lit card of an open request: who wants what, what it is, what can be said to it. */
export function Card({
  request,
  title,
  tag,
  ways,
  children,
}: {
  request: RequestView;
  title: string;
  tag?: ComponentChildren;
  ways: ComponentChildren;
  children?: ComponentChildren;
}) {
  const id = useId();
  return (
    <section class={style.card} aria-labelledby={id} data-request={request.row.id} tabIndex={-1}>
      <header>
        <State is="needs-you" quiet>
          {partsWords().states['needs-you']}
        </State>
        <h2 id={id}>{title}</h2>
        {tag}
        <ItsTask request={request} />
      </header>
      {children}
      <footer>{ways}</footer>
    </section>
  );
}
