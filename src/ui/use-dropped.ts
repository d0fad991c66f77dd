import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

const holdsFiles = (event: DragEvent) =>
  !event.defaultPrevented && event.dataTransfer?.types.includes('Files') === true;

/** Whether nobody else takes these files; what is behind a dialog is not meant. */
const isForUs = (event: DragEvent) => holdsFiles(event) && !document.querySelector('dialog:modal');

/**
 * Files that nobody takes stay where they are: left alone the browser would show them in the app's place. Returns what
 * stops it.
 */
export function refuseDropped(): () => void {
  const controller = new AbortController();
  const refuse = (event: DragEvent) => {
    if (!holdsFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  };
  // After all that listen on the document.
  for (const kind of ['dragover', 'drop'] as const) addEventListener(kind, refuse, { signal: controller.signal });
  return () => controller.abort();
}

/** Takes files that are dropped anywhere on the page. Tells whether some are being dragged over it. */
export function useDropped(take: (files: readonly File[]) => void): ReadonlySignal<boolean> {
  const isOver = useSignal(false);
  const taking = useRef(take);
  taking.current = take;
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const drag = (over: boolean) => (event: DragEvent) => {
      if (!isForUs(event)) return;
      event.preventDefault();
      isOver.value = over;
    };
    document.addEventListener('dragover', drag(true), { signal });
    document.addEventListener('dragleave', drag(false), { signal });
    document.addEventListener(
      'drop',
      event => {
        const files = isForUs(event) ? [...(event.dataTransfer?.files ?? [])] : [];
        drag(false)(event);
        if (files.length > 0) taking.current(files);
      },
      { signal },
    );
    return () => controller.abort();
  }, []);
  return isOver;
}
