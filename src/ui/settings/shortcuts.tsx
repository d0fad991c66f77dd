import { keyPlaces, type KeyPlace } from '../../state/key-rules';
import { ownKeys, resetKeys } from '../../state/keys';
import { setSetting, settings } from '../../state/settings';
import { DeedButton } from '../parts/deed-button';
import { Page } from '../parts/page';
import { Section } from '../parts/section';
import { Switch } from '../parts/switch';
import { keysOf } from '../../lib/entries';
import { shortcutsWords } from '../words/settings';
import { settingsParts } from '../words/shell';
import { tellError } from '../tell-error';
import { KeyRow } from './key-row';

/** Every key, each to be changed, and the switch for those without Ctrl (WCAG 2.1.4). */
export function Shortcuts() {
  const words = shortcutsWords();
  const isChanged = keysOf(ownKeys.value).length > 0;
  return (
    <Page
      title={settingsParts().shortcuts}
      line={words.line}
      end={isChanged && <DeedButton icon="retry" label={words.resetAll} onDo={resetKeys} />}
    >
      <Switch
        label={words.singles}
        hint={words.singlesLine}
        on={settings.value.singleKeys}
        onChange={on => {
          setSetting('singleKeys', on).catch(tellError);
        }}
      />
      <p class="small muted">{words.howTo}</p>
      {keysOf<KeyPlace>(keyPlaces).map(place => (
        <Section key={place} title={words.places[place]}>
          <ul>
            {keyPlaces[place].map(action => (
              <KeyRow key={action} action={action} />
            ))}
          </ul>
        </Section>
      ))}
    </Page>
  );
}
