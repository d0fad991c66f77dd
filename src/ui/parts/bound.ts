import type { Signal } from '@preact/signals';

/** Ties a field to the signal that holds what it says: `<TextField {...bound(name)} />`. */
export function bound<Value>(held: Signal<Value>): { value: Value; onValue: (value: Value) => void } {
  return {
    value: held.value,
    onValue: value => {
      held.value = value;
    },
  };
}
