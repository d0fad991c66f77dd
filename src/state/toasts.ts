import { signal, type ReadonlySignal } from '@preact/signals';

/** A short notice; `undo` takes back what it tells of, `way` leads on from it; one that `stays` goes when dismissed only. */
export interface Toast {
  id: number;
  text: string;
  undo?: () => void;
  way?: { label: string; do: () => void };
  stays?: true;
}

/** Long enough to read; a toast stays while the pointer or the focus is on it. */
export const TOAST_MS = 5_000;

/** Long enough to change one’s mind and to reach “Undo” by keyboard. */
const UNDO_MS = 10_000;

const timers = new Map<number, ReturnType<typeof setTimeout>>();
const shown = signal<readonly Toast[]>([]);
let last = 0;

export const toasts: ReadonlySignal<readonly Toast[]> = shown;

export function tell(text: string, undo?: () => void): void {
  show(undo ? { text, undo } : { text });
}

/** Trouble that needs the user: it does not go by itself. */
export function warn(text: string, way: { label: string; do: () => void }): void {
  show({ text, way, stays: true });
}

/** News with the way to it. */
export function lead(text: string, way: { label: string; do: () => void }): void {
  show({ text, way });
}

function show(toast: Omit<Toast, 'id'>): void {
  last += 1;
  shown.value = [...shown.peek().slice(-2), { id: last, ...toast }];
  release(last);
}

/** Stops a toast's time: somebody is at it. */
export function hold(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
}

/** A toast's time begins, wherever it is drawn: a dialog that opens shows the same one. */
export function release(id: number): void {
  hold(id);
  const toast = shown.peek().find(one => one.id === id);
  if (!toast || toast.stays) return;
  const milliseconds = toast.undo || toast.way ? UNDO_MS : TOAST_MS;
  timers.set(
    id,
    setTimeout(() => dismiss(id), milliseconds),
  );
}

export function dismiss(id: number): void {
  hold(id);
  shown.value = shown.peek().filter(toast => toast.id !== id);
}
