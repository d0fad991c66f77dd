import { signal } from '@preact/signals';
import type { ComponentType, FunctionComponent } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
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
    useLayoutEffect(() => {
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

let coming = 0;

/** Whether a dialog is being fetched: it has the keys already, or what is typed for it would be done to the screen below. */
export const isDialogComing = (): boolean => coming > 0;

/** The same of a dialog. */
export const lazyDialog = <Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> =>
  lazy(() => {
    coming += 1;
    return load().finally(() => {
      coming -= 1;
    });
  });
