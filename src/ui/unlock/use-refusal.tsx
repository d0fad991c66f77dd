import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { errorValue } from '../../domain/error';
import { vaultStatus } from '../../state/vault';
import { Problem } from '../parts/problem';
import { explain, type Explanation } from '../words/errors';
import { vaultWords } from '../words/vault';

/**
 * Why the way in stayed shut: what is wrong with what was typed is told at its field, what ails the storage apart, with the
 * button that saves everything. Behind the screen lock there is none: who stands there may be anybody.
 */
export function useRefusal(): {
  atField: string | undefined;
  apart: ComponentChildren;
  set: (failure?: unknown) => void;
} {
  const told = useSignal<Explanation | undefined>(undefined);
  const problem = told.value;
  const isOpen = vaultStatus.value?.screenLocked === false;
  return {
    atField: problem?.inStorage ? undefined : problem?.what,
    apart: problem?.inStorage && <Problem {...problem} inStorage={isOpen} state={vaultWords().stillLocked} />,
    set(failure) {
      told.value = failure === undefined ? undefined : explain(errorValue(failure));
    },
  };
}
