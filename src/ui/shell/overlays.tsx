import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { overlay } from './overlay';

type Overlay = ComponentType<{ onClose: () => void }>;

/** Two statements, not one expression: of two imports in one, Vite would preload the second's style sheets for both. */
function load(name: 'palette' | 'help'): Promise<Overlay> {
  switch (name) {
    case 'palette':
      return import('../palette/palette').then(chunk => chunk.Palette);
    case 'help':
      return import('../palette/help').then(chunk => chunk.Help);
  }
}

/** Palette and help: fetched when they are first asked for. */
export function Overlays() {
  const wanted = overlay.value;
  const loaded = useSignal<{ name: string; component: Overlay } | undefined>(undefined);
  useEffect(() => {
    if (!wanted) return;
    void load(wanted).then(component => {
      loaded.value = { name: wanted, component };
    });
  }, [wanted, loaded]);
  const shown = loaded.value;
  if (!wanted || shown?.name !== wanted) return null;
  const Shown = shown.component;
  return (
    <Shown
      onClose={() => {
        overlay.value = undefined;
      }}
    />
  );
}
