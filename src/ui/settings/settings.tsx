import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { hrefOf, place, SETTINGS_SECTIONS, type SettingsSection } from '../../state/place';
import { SharedOrigin } from '../connect/shared-origin';
import { tellError } from '../tell-error';
import { settingsWords } from '../words/settings';
import { settingsParts } from '../words/shell';
import style from './settings.module.css';

function load(section: SettingsSection): Promise<ComponentType> {
  switch (section) {
    case 'connections':
      return import('./connections').then(chunk => chunk.Connections);
    case 'vault':
      return import('./vault').then(chunk => chunk.VaultSettings);
    case 'receipt':
      return import('./receipt').then(chunk => chunk.NetworkReceipt);
    case 'budgets':
      return import('./budgets').then(chunk => chunk.Budgets);
    case 'prices':
      return import('./prices').then(chunk => chunk.Prices);
    case 'data':
      return import('./data').then(chunk => chunk.Data);
    case 'appearance':
      return import('./appearance').then(chunk => chunk.Appearance);
    case 'shortcuts':
      return import('./shortcuts').then(chunk => chunk.Shortcuts);
    case 'about':
      return import('./about').then(chunk => chunk.About);
  }
}

/** Its parts on one side, the chosen one beside them; each part is fetched when it is gone to. */
export function Settings() {
  const words = settingsWords();
  const here = place.value;
  const section = here.at === 'settings' ? here.section : 'connections';
  const loaded = useSignal<{ section: SettingsSection; Part: ComponentType } | undefined>(undefined);
  useEffect(() => {
    let current = true;
    load(section).then(Part => {
      if (current) loaded.value = { section, Part };
    }, tellError);
    return () => {
      current = false;
    };
  }, [section, loaded]);
  const parts = useRef<HTMLElement>(null);
  useEffect(() => {
    parts.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [section]);
  const Part = loaded.value?.section === section ? loaded.value.Part : undefined;
  return (
    <div class={style.settings}>
      <nav ref={parts} class={style.parts} aria-label={words.parts}>
        {SETTINGS_SECTIONS.map(name => (
          <a
            key={name}
            href={hrefOf({ at: 'settings', section: name })}
            aria-current={name === section ? 'page' : undefined}
          >
            {settingsParts()[name]}
          </a>
        ))}
      </nav>
      <div class={style.part}>
        <div class={style.shared}>
          <SharedOrigin />
        </div>
        {Part && <Part />}
      </div>
    </div>
  );
}
