import { waitingUpdate } from '../../state/device';
import { engineStatus } from '../../state/engine-status';
import { Button } from '../parts/button';
import { Facts } from '../parts/facts';
import { Note } from '../parts/note';
import { Page } from '../parts/page';
import { Section } from '../parts/section';
import { appWords } from '../words/app';
import { aboutWords } from '../words/settings';
import { settingsParts } from '../words/shell';
import style from './settings.module.css';

/** Which build this is, who works, and what no build can promise. */
export function About() {
  const words = aboutWords();
  const { strips } = appWords();
  const update = waitingUpdate.value;
  const status = engineStatus.value;
  const worker = status?.leads ? words.thisTab : status?.led ? words.otherTab : words.nobody;
  return (
    <Page title={settingsParts().about} line={words.line}>
      <Facts rows={[[words.leads, worker]]} />
      <div class={style.lines}>
        <Note icon={update ? 'download' : 'check'}>
          <p>{!update ? words.upToDate : update.apply ? strips.update : strips.updateAfter}</p>
          {update?.apply && <Button onClick={update.apply}>{strips.updateNow}</Button>}
        </Note>
      </div>
      <Section title={words.limits}>
        <ul class={style.lines}>
          {Object.entries(words.limitsList).map(([name, text]) => (
            <li key={name}>{text}</li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}
