import { now } from '../../state/clock';
import { settings } from '../../state/settings';
import { exportWorkspace } from '../../state/workspaces';
import { moment } from '../formats';
import { Button } from '../parts/button';
import { Page } from '../parts/page';
import { Section } from '../parts/section';
import { dataWords } from '../words/settings';
import { settingsParts } from '../words/shell';
import { useWork } from '../use-work';
import { Check } from './check';
import { EraseEverything } from './erase-everything';
import { ImportFile } from './import-file';
import style from './settings.module.css';
import { StorageUse } from './storage-use';
import { tellUnlessStopped, WorkProgress } from './work-progress';
import { Workspaces } from './workspaces';

/** In and out, beside each other, and gone. */
export function Data() {
  const words = dataWords();
  return (
    <Page title={settingsParts().data} line={words.line}>
      <Export />
      <ImportFile />
      <Workspaces />
      <StorageUse />
      <Check />
      <EraseEverything />
    </Page>
  );
}

function Export() {
  const words = dataWords();
  const work = useWork();
  const { lastExportAt } = settings.value;
  const save = async () => {
    await work.run(() => exportWorkspace(now.peek()), tellUnlessStopped);
  };
  return (
    <Section title={words.export}>
      <div class={style.lines}>
        <p class="muted">
          {words.exportLine} {lastExportAt > 0 ? words.lastExport(moment(lastExportAt)) : words.neverExported}
        </p>
        {work.busy && <WorkProgress label={words.export} />}
        <p class={style.buttons}>
          <Button icon="download" busy={work.busy} onClick={() => void save()}>
            {words.exportNow}
          </Button>
        </p>
      </div>
    </Section>
  );
}
