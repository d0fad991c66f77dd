import { signal } from '@preact/signals';
import type { ComponentType, FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import { tellError } from '../tell-error';

/**
 * A component whose code is fetched when it is first shown; until then nothing stands in its place. Where it does not come
 * `missing` does, or else a line says so.
 */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  missing?: FunctionComponent,
): ComponentType<Props> {
  const loaded = signal<ComponentType<Props> | undefined>(undefined);
  return function Lazy(props: Props) {
    useEffect(() => {
      if (loaded.peek()) return;
      const show = (component: ComponentType<Props>) => {
        loaded.value = component;
      };
      load().then(show, missing ? () => show(missing) : tellError);
    }, []);
    const Loaded = loaded.value;
    return Loaded ? <Loaded {...props} /> : null;
  };
}
