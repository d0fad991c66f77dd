import { useRef } from 'preact/hooks';
import { useActions } from './use-actions';

/** Something that a button or a menu of the screen does. */
export interface Deed {
  label: string;
  /** Of the action that does the same, where there is one: that has the key, and is in the palette already. */
  id?: string;
  do: () => void;
}

/** Offers what the screen's buttons and menus do under the same words in the palette, while they are on screen. */
export function useDeeds(deeds: readonly Deed[]): void {
  const latest = useRef(deeds);
  latest.current = deeds;
  const labels = deeds.filter(({ id }) => id === undefined).map(({ label }) => label);
  useActions(
    () =>
      labels.map(label => ({
        id: `here.${label}`,
        group: 'here',
        title: () => label,
        do: () => latest.current.find(deed => deed.label === label)?.do(),
      })),
    [labels.join('\n')],
  );
}
