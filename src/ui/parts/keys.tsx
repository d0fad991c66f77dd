import { keys, type KeyedAction } from '../../state/keys';
import { partsWords } from '../words/parts';
import style from './keys.module.css';

/** A key as `defaultKeys` spells it, as caps: `mod+k`, `g h`. */
export function Keys({ keys: strokes }: { keys: string }) {
  const words = partsWords();
  return (
    <span class={style.keys}>
      {strokes.split(' ').map(stroke => (
        <kbd key={stroke}>
          {stroke
            .split('+')
            .map(name => {
              if (name === 'mod' || name === 'shift' || name === 'alt' || name === 'Enter' || name === 'Escape')
                return words.keys[name];
              return name.toUpperCase();
            })
            .join(' ')}
        </kbd>
      ))}
    </span>
  );
}

/** The key that an action has now, beside what does the same; nothing where it has none. */
export function ActionKey({ of }: { of: KeyedAction }) {
  const its = keys.value[of];
  return its ? <Keys keys={its} /> : null;
}

/** The same on a button, where there is room for it. */
export function ButtonKey({ of }: { of: KeyedAction }) {
  return (
    <span class="wide-only">
      <ActionKey of={of} />
    </span>
  );
}
