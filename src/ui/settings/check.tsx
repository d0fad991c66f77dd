import { CheckTold, useCheck } from '../parts/check-told';
import { DeedButton } from '../parts/deed-button';
import { Section } from '../parts/section';
import { checkWords } from '../words/check';
import style from './settings.module.css';

/** Looks over all that is kept, and says in plain words what is not as it was written. */
export function Check() {
  const words = checkWords();
  const check = useCheck();
  return (
    <Section title={words.title}>
      <div class={style.lines}>
        <p class="muted">{words.line}</p>
        <p class={style.buttons}>
          <DeedButton icon="check" busy={check.work.busy} label={words.check} onDo={check.begin} />
        </p>
        <CheckTold check={check} />
      </div>
    </Section>
  );
}
