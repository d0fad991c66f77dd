import { useSignal } from '@preact/signals';
import { errorValue } from '../../domain/error';
import { tell } from '../../state/toasts';
import { commitImport, dropImport, previewImport, type ImportPreview } from '../../state/workspaces';
import { Problem } from '../connect/problem';
import { FileButton } from '../parts/file-button';
import { Section } from '../parts/section';
import { explain } from '../words/errors';
import { dataWords } from '../words/settings';
import { Preview } from './import-preview';
import style from './settings.module.css';
import { WorkProgress } from './work-progress';

/** Choose, look, decide. A file that is not right says why, and nothing was changed. */
export function ImportFile() {
  const words = dataWords();
  const busy = useSignal(false);
  const problem = useSignal<{ what: string; next: string } | undefined>(undefined);
  const preview = useSignal<ImportPreview | undefined>(undefined);

  async function read(file: File) {
    busy.value = true;
    problem.value = undefined;
    preview.value = undefined;
    try {
      preview.value = await previewImport(file);
    } catch (error) {
      if (errorValue(error).code !== 'aborted') problem.value = explain(error);
    }
    busy.value = false;
  }

  async function take(staged: string, how: 'merge' | 'replace' | 'new') {
    busy.value = true;
    try {
      tell(words.imported(await commitImport(staged, how)));
      preview.value = undefined;
    } catch (error) {
      problem.value = explain(error);
    }
    busy.value = false;
  }

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
            busy={busy.value}
            busyLabel={words.reading}
            onChoose={file => void read(file)}
          />
        </p>
        {busy.value && <WorkProgress label={words.import} />}
        {problem.value && <Problem {...problem.value} state={words.refused} />}
        {found && (
          <Preview
            preview={found}
            busy={busy.value}
            onTake={how => void take(found.staged, how)}
            onDrop={() => void drop(found.staged)}
          />
        )}
      </div>
    </Section>
  );
}
