import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { lookAtStorage, persist, storageFacts } from '../../state/device';
import { attempt } from '../attempt';
import { bytes } from '../formats';
import { Button } from '../parts/button';
import { Facts } from '../parts/facts';
import { Note } from '../parts/note';
import { Section } from '../parts/section';
import { dataWords } from '../words/settings';
import style from './settings.module.css';

/** How much room there is, and whether the browser promised to keep what is in it. */
export function StorageUse() {
  const words = dataWords();
  const refused = useSignal(false);
  useEffect(() => void attempt(lookAtStorage()), []);
  const facts = storageFacts.value;
  if (!facts) return null;
  const { use, promised, privateFiles } = facts;
  const room: [string, string][] = use
    ? [
        [words.used, bytes(use.used)],
        [words.quota, bytes(use.quota)],
      ]
    : [];
  async function ask() {
    refused.value = !(await persist());
  }
  return (
    <Section title={words.storage}>
      <div class={style.lines}>
        <Facts rows={[...room, [words.persisted, promised ? words.yes : words.no]]} />
        {!privateFiles && <Note>{words.noPrivateFiles}</Note>}
        {!promised && (
          <>
            <Note>{words.notPromised}</Note>
            <p class={style.buttons}>
              <Button onClick={() => void attempt(ask())}>{words.persist}</Button>
              <output class="small muted">{refused.value && words.persistRefused}</output>
            </p>
          </>
        )}
      </div>
    </Section>
  );
}
