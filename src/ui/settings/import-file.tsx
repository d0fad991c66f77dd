import { useSignal } from '@preact/signals';
import { now } from '../../state/clock';
import { tell } from '../../state/toasts';
import { commitImport, dropImport, exportWorkspace, previewImport, type ImportPreview } from '../../state/workspaces';
import { Problem } from '../parts/problem';
import { FileButton } from '../parts/file-button';
import { Section } from '../parts/section';
import { WorkProgress } from '../parts/work-progress';
import { explain, type Explanation } from '../words/errors';
import { dataWords } from '../words/settings';
import { useLongWork } from '../use-long-work';
import { Preview } from './import-preview';
import style from './settings.module.css';

/** Choose, look, decide. A file that is not right says why, and nothing was changed. */
export function ImportFile() {
  const words = dataWords();
  const work = useLongWork();
  const problem = useSignal<Explanation | undefined>(undefined);
  const preview = useSignal<ImportPreview | undefined>(undefined);

  const failed = (error: unknown) => {
    problem.value = explain(error);
  };
  const read = (file: File) =>
    work.run(async options => {
      problem.value = undefined;
      preview.value = undefined;
      preview.value = await previewImport(file, options);
    }, failed);
  const take = ({ staged }: ImportPreview, how: 'merge' | 'replace' | 'new') =>
    work.run(async options => {
      // What is replaced can be had again, as it is now: the preview may be older than what work has written since.
      if (how === 'replace') await exportWorkspace(now.peek(), options);
      tell(words.imported(await commitImport(staged, how, options)));
      preview.value = undefined;
    }, failed);

  async function drop(staged: string) {
    preview.value = undefined;
    await dropImport(staged).catch(() => {}); // it is only staged: the next start forgets it too
  }

  const found = preview.value;
  return (
    <Section title={words.import}>
      <div class={style.lines}>
        <p class="muted">{words.importLine}</p>
        <p class={style.buttons}>
          <FileButton
            id="choose-import"
            label={() => dataWords().choose}
            accept=".json,application/json"
            busy={work.busy}
            busyLabel={words.reading}
            onChoose={file => void read(file)}
          />
        </p>
        <WorkProgress label={words.import} work={work} />
        {problem.value && <Problem {...problem.value} state={words.refused} />}
        {found && (
          <Preview
            preview={found}
            busy={work.busy}
            onTake={how => void take(found, how)}
            onDrop={() => void drop(found.staged)}
          />
        )}
      </div>
    </Section>
  );
}
