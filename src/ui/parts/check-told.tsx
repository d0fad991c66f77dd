import { useSignal } from '@preact/signals';
import { checkWorkspace, type CheckReport } from '../../state/workspaces';
import { useLongWork, type LongWork } from '../use-long-work';
import { checkWords } from '../words/check';
import { Note } from './note';
import { WorkProgress } from './work-progress';

/** A look over all that is kept: begun, under way, and what it found. */
export interface Check {
  work: LongWork;
  report: CheckReport | undefined;
  begin: () => void;
}

export function useCheck(): Check {
  const work = useLongWork();
  const report = useSignal<CheckReport | undefined>(undefined);
  const begin = () =>
    void work.run(async options => {
      report.value = undefined;
      report.value = await checkWorkspace(options);
    });
  return { work, report: report.value, begin };
}

/** How far the look has come, then in plain words what is not as it was written. */
export function CheckTold({ check: { work, report } }: { check: Check }) {
  return (
    <>
      <WorkProgress label={checkWords().title} work={work} />
      {report && <Report {...report} />}
    </>
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
