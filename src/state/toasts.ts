import { signal, type ReadonlySignal } from '@preact/signals';

/** A short notice; `undo` takes back what it tells of. */
export interface Toast {
  id: number;
  text: string;
  undo?: () => void;
}

/** Long enough to read and reach by keyboard; the toast stays while the pointer or the focus is on it. */
export const TOAST_MS = 8_000;

const shown = signal<readonly Toast[]>([]);
let last = 0;

export const toasts: ReadonlySignal<readonly Toast[]> = shown;

export function tell(text: string, undo?: () => void): void {
  last += 1;
  const toast: Toast = undo ? { id: last, text, undo } : { id: last, text };
  shown.value = [...shown.peek().slice(-2), toast];
}

export function dismiss(id: number): void {
  shown.value = shown.peek().filter(toast => toast.id !== id);
}
