import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { fetchSentences, tellError } from '../tell-error';
import { overlay } from './overlay';

/** Milliseconds after the start when the palette is fetched: by then the first screen stands. */
const fetchAfter = 2_000;

type Overlay = ComponentType<{ onClose: () => void }>;

/** Statements, not one expression: of two imports in one, Vite would preload the second's style sheets for both. */
function load(name: NonNullable<typeof overlay.value>): Promise<Overlay> {
  switch (name) {
    case 'palette':
      return import('../palette/palette').then(chunk => chunk.Palette);
    case 'help':
      return import('../palette/help').then(chunk => chunk.Help);
    case 'saving':
      return import('./saving').then(chunk => chunk.Saving);
  }
}

/** Palette, help, and saving a file: fetched when they are first asked for; the palette before, once the page has nothing else to do. */
export function Overlays() {
  const wanted = overlay.value;
  const loaded = useSignal<{ name: string; component: Overlay } | undefined>(undefined);
  useEffect(() => {
    const later = setTimeout(() => {
      // Both are for when nothing may be fetched any more; what is missing then is said when it is asked for.
      load('palette').catch(() => undefined);
      fetchSentences().catch(() => undefined);
    }, fetchAfter);
    return () => clearTimeout(later);
  }, []);
  useEffect(() => {
    if (!wanted) return;
    load(wanted).then(
      component => {
        loaded.value = { name: wanted, component };
      },
      (error: unknown) => {
        overlay.value = undefined;
        tellError(error);
      },
    );
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
