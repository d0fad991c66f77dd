import { now } from '../../state/clock';
import { settings } from '../../state/settings';
import { exportWorkspace } from '../../state/workspaces';
import { moment } from '../formats';
import { Button } from '../parts/button';
import { Page } from '../parts/page';
import { Section } from '../parts/section';
import { WorkProgress } from '../parts/work-progress';
import { dataWords } from '../words/settings';
import { settingsParts } from '../words/shell';
import { useLongWork } from '../use-long-work';
import { Check } from './check';
import { EraseEverything } from './erase-everything';
import { ImportFile } from './import-file';
import style from './settings.module.css';
import { StorageUse } from './storage-use';
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
  const work = useLongWork();
  const { lastExportAt } = settings.value;
  const save = async () => {
    await work.run(options => exportWorkspace(now.peek(), options));
  };
  return (
    <Section title={words.export}>
      <div class={style.lines}>
        <p class="muted">
          {words.exportLine} {lastExportAt > 0 ? words.lastExport(moment(lastExportAt)) : words.neverExported}
        </p>
        <WorkProgress label={words.export} work={work} />
        <p class={style.buttons}>
          <Button icon="download" busy={work.busy} onClick={() => void save()}>
            {words.exportNow}
          </Button>
        </p>
      </div>
    </Section>
  );
}
