import { useSignal } from '@preact/signals';
import { now } from '../../state/clock';
import { settings } from '../../state/settings';
import { exportWorkspace, progress } from '../../state/workspaces';
import { moment } from '../formats';
import { Button } from '../parts/button';
import { Meter } from '../parts/meter';
import { Page } from '../parts/page';
import { Section } from '../parts/section';
import { dataWords, settingsWords } from '../words/settings';
import { EraseEverything } from './erase-everything';
import { ImportFile } from './import-file';
import style from './settings.module.css';
import { StorageUse } from './storage-use';
import { Workspaces } from './workspaces';
import { tellError } from '../tell-error';

/** In and out, beside each other, and gone. */
export function Data() {
  const words = dataWords();
  return (
    <Page title={settingsWords().sections.data} line={words.line}>
      <Export />
      <ImportFile />
      <Workspaces />
      <StorageUse />
      <EraseEverything />
    </Page>
  );
}

function Export() {
  const words = dataWords();
  const busy = useSignal(false);
  const { lastExportAt } = settings.value;
  const share = progress.value;
  const save = async () => {
    if (busy.peek()) return;
    busy.value = true;
    await exportWorkspace(now.peek()).catch(tellError);
    busy.value = false;
  };
  return (
    <Section title={words.export}>
      <div class={style.lines}>
        <p class="muted">
          {words.exportLine} {lastExportAt > 0 ? words.lastExport(moment(lastExportAt)) : words.neverExported}
        </p>
        {busy.value && share !== undefined && <Meter spent={share} label={words.export} />}
        <p class={style.buttons}>
          <Button icon="download" busy={busy.value} onClick={() => void save()}>
            {words.exportNow}
          </Button>
        </p>
      </div>
    </Section>
  );
}
