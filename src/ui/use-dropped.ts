import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Takes files that are dropped anywhere on the page, where nobody else takes them: left alone the browser would show them
 * in the app's place. Tells whether some are being dragged over it.
 */
export function useDropped(take: (files: readonly File[]) => void): ReadonlySignal<boolean> {
  const isOver = useSignal(false);
  const taking = useRef(take);
  taking.current = take;
  // As soon as it is seen.
  useLayoutEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const drag = (over: boolean) => (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      isOver.value = over;
    };
    document.addEventListener('dragover', drag(true), { signal });
    document.addEventListener('dragleave', drag(false), { signal });
    document.addEventListener(
      'drop',
      event => {
        const files = event.defaultPrevented ? [] : [...(event.dataTransfer?.files ?? [])];
        drag(false)(event);
        if (files.length > 0) taking.current(files);
      },
      { signal },
    );
    return () => controller.abort();
  }, []);
  return isOver;
}
