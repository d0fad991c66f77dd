import { partsWords } from '../words/parts';
import style from './keys.module.css';

/** A key as `Action.key` spells it, as caps: `mod+k`, `g h`. */
export function Keys({ keys }: { keys: string }) {
  const words = partsWords();
  return (
    <span class={style.keys}>
      {keys.split(' ').map(stroke => (
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
