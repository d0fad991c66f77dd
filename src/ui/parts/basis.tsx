import type { Basis as BasisName } from '../../domain/cost-entry';
import { partsWords } from '../words/parts';
import style from './basis.module.css';

/** How sure a cost is: a dot and its word. */
export function Basis({ is, quiet = false }: { is: BasisName; quiet?: boolean }) {
  const word = partsWords().bases[is];
  return (
    <span class={`${style.basis} ${style[is]}`} title={quiet ? word : undefined}>
      <span class={quiet ? 'hidden-words' : undefined}>{word}</span>
    </span>
  );
}
