import type { Settings } from '../../domain/setting';
import { setSetting, settings } from '../../state/settings';
import { SelectField } from '../parts/field';
import { Page } from '../parts/page';
import { Segments } from '../parts/segments';
import { appearanceWords } from '../words/settings';
import { settingsParts } from '../words/shell';
import { tellError } from '../tell-error';
import style from './settings.module.css';

const set = <Name extends keyof Settings>(name: Name, value: Settings[Name]) => {
  setSetting(name, value).catch(tellError);
};

/** Theme, density, language and zone. */
export function Appearance() {
  const words = appearanceWords();
  const { theme, density, language, zone } = settings.value;
  const zones = Intl.supportedValuesOf('timeZone');
  return (
    <Page title={settingsParts().appearance} line={words.line}>
      <div class={style['settings-line']}>
        <span>{words.theme}</span>
        <Segments
          label={words.theme}
          value={theme}
          options={(['auto', 'light', 'dark'] as const).map(value => ({ value, label: words.themes[value] }))}
          onValue={value => set('theme', value)}
        />
      </div>
      <div class={style['settings-line']}>
        <span>{words.density}</span>
        <Segments
          label={words.density}
          value={density}
          options={(['cosy', 'compact'] as const).map(value => ({ value, label: words.densities[value] }))}
          onValue={value => set('density', value)}
        />
      </div>
      <div class={style.form}>
        <SelectField
          label={words.language}
          hint={words.languageLine}
          value={language}
          options={(['auto', 'en', 'pseudo'] as const).map(value => ({ value, label: words.languages[value] }))}
          onValue={value => set('language', value)}
        />
        <SelectField
          label={words.zone}
          hint={words.zoneLine}
          value={zone}
          options={(zones.includes(zone) ? zones : [zone, ...zones]).map(value => ({ value, label: value }))}
          onValue={value => set('zone', value)}
        />
      </div>
    </Page>
  );
}
