import { useSignal } from '@preact/signals';
import { checkWorkspace, type CheckReport } from '../../state/workspaces';
import { DeedButton } from '../parts/deed-button';
import { Note } from '../parts/note';
import { Section } from '../parts/section';
import { WorkProgress } from '../parts/work-progress';
import { checkWords } from '../words/check';
import { useLongWork } from '../use-long-work';
import style from './settings.module.css';

/** Looks over all that is kept, and says in plain words what is not as it was written. */
export function Check() {
  const words = checkWords();
  const work = useLongWork();
  const report = useSignal<CheckReport | undefined>(undefined);
  const look = async () => {
    await work.run(async options => {
      report.value = undefined;
      report.value = await checkWorkspace(options);
    });
  };
  return (
    <Section title={words.title}>
      <div class={style.lines}>
        <p class="muted">{words.line}</p>
        <WorkProgress label={words.title} work={work} />
        <p class={style.buttons}>
          <DeedButton icon="check" busy={work.busy} label={words.check} onDo={() => void look()} />
        </p>
        {report.value && <Report {...report.value} />}
      </div>
    </Section>
  );
}

function Report({ entries, changedEntries, texts, lostTexts, wrongSums }: CheckReport) {
  const words = checkWords();
  const wrong = changedEntries + lostTexts + wrongSums > 0;
  return (
    <output>
      <Note icon={wrong ? 'info' : 'check'}>
        <p>{changedEntries > 0 ? words.changed(changedEntries, entries) : words.ledger(entries)}</p>
        <p>{lostTexts > 0 ? words.lost(lostTexts) : words.texts(texts)}</p>
        <p>{wrongSums > 0 ? words.mended(wrongSums) : words.sums}</p>
      </Note>
    </output>
  );
}
