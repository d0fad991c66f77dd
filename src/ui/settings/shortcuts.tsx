import { setSetting, settings } from '../../state/settings';
import { KeyList } from '../palette/key-list';
import { Page } from '../parts/page';
import { Switch } from '../parts/switch';
import { shortcutsWords } from '../words/settings';
import { settingsParts } from '../words/shell';
import { tellError } from '../tell-error';

/** Every key, and the switch for those without Ctrl (WCAG 2.1.4). */
export function Shortcuts() {
  const words = shortcutsWords();
  return (
    <Page title={settingsParts().shortcuts} line={words.line}>
      <Switch
        label={words.singles}
        hint={words.singlesLine}
        on={settings.value.singleKeys}
        onChange={on => {
          setSetting('singleKeys', on).catch(tellError);
        }}
      />
      <KeyList />
    </Page>
  );
}
