import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { persist, storageUse } from '../../state/device';
import { bytes } from '../formats';
import { Button } from '../parts/button';
import { Facts } from '../parts/facts';
import { Section } from '../parts/section';
import { dataWords } from '../words/settings';
import style from './settings.module.css';

/** How much room there is, and whether the browser promised to keep it. */
export function StorageUse() {
  const words = dataWords();
  const use = useSignal<{ used: number; quota: number } | undefined>(undefined);
  const kept = useSignal<boolean | undefined>(undefined);
  useEffect(() => {
    void storageUse().then(found => {
      use.value = found;
    });
  }, [use]);
  const rows: [string, string][] = [];
  if (use.value) rows.push([words.used, bytes(use.value.used)], [words.quota, bytes(use.value.quota)]);
  if (kept.value !== undefined) rows.push([words.persisted, kept.value ? words.yes : words.no]);
  return (
    <Section title={words.storage}>
      <div class={style.lines}>
        <Facts rows={rows} />
        {kept.value !== true && (
          <p class={style.buttons}>
            <Button
              onClick={() => {
                void persist().then(found => {
                  kept.value = found;
                });
              }}
            >
              {words.persist}
            </Button>
          </p>
        )}
      </div>
    </Section>
  );
}
