import type { NanoUsd } from '../../domain/money';
import { money } from '../formats';
import { Markdown } from '../markdown/markdown';
import { Icon } from '../parts/icon';
import { conversationWords } from '../words/conversation';
import style from './steps.module.css';

/** A quiet line where notes took the place of older messages in what the model sees; it opens the notes. */
export function Notes({ text, cost }: { text: string; cost?: NanoUsd | undefined }) {
  return (
    <details class={style.notes}>
      <summary>
        <Icon name="layers" small />
        <span>{conversationWords().notes}</span>
        {cost !== undefined && <span class="number dim">{money(cost)}</span>}
        <Icon name="down" small />
      </summary>
      <div class={style.thoughts} translate={false}>
        <Markdown text={text} />
      </div>
    </details>
  );
}
