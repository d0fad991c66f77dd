import { number } from '../formats';
import { Icon } from '../parts/icon';
import { Markdown } from '../markdown/markdown';
import { conversationWords } from '../words/conversation';
import style from './steps.module.css';

/** What the model thought first: closed, and only laid out once it is opened. */
export function Reasoning({ text, isOpen = false }: { text: string; isOpen?: boolean }) {
  const words = conversationWords();
  const count = text.split(/\s+/).filter(Boolean).length;
  return (
    <details class={style.reasoning} open={isOpen}>
      <summary>
        <Icon name="forward" small />
        {words.thought}
        <span class="dim number">{words.words(number(count))}</span>
      </summary>
      <div class={style.thoughts}>
        <Markdown text={text} />
      </div>
    </details>
  );
}
