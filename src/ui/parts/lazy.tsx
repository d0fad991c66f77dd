import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { tellError } from '../tell-error';

/** A component whose code is fetched when it is first shown; until then nothing stands in its place. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const loaded = signal<ComponentType<Props> | undefined>(undefined);
  return function Lazy(props: Props) {
    useEffect(() => {
      if (loaded.peek()) return;
      load().then(component => {
        loaded.value = component;
      }, tellError);
    }, []);
    const Loaded = loaded.value;
    return Loaded ? <Loaded {...props} /> : null;
  };
}
