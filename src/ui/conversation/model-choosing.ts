import { signal } from '@preact/signals';

/** Whether the model of the conversation on screen is being chosen. */
export const isChoosingModel = signal(false);

export function openModelPicker(): void {
  isChoosingModel.value = true;
}
