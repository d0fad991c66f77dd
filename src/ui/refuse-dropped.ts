/**
 * Files that nobody takes stay where they are: left alone the browser would show them in the app's place. What is behind a
 * dialog is not meant, and takes none. Returns what stops it.
 */
export function refuseDropped(): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const refuse = (event: DragEvent) => {
    const { dataTransfer } = event;
    if (event.defaultPrevented || !dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    dataTransfer.dropEffect = 'none';
  };
  for (const kind of ['dragover', 'drop'] as const) {
    // Before all others, then after all that listen on the document.
    const first = (event: DragEvent) => document.querySelector('dialog:modal') && refuse(event);
    addEventListener(kind, first, { capture: true, signal });
    addEventListener(kind, refuse, { signal });
  }
  return () => controller.abort();
}
