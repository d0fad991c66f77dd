import { useId } from 'preact/hooks';
import { Mark } from '../marks/mark';
import { hireWords } from '../words/team';
import { templates, type Template } from './templates';
import style from './hire.module.css';

/** The roles to start from; the last one is blank. */
export function Gallery({
  chosen,
  onChoose,
}: {
  chosen: string | undefined;
  onChoose: (template: Template | undefined) => void;
}) {
  const words = hireWords();
  const group = useId();
  const tiles = [
    ...templates().map(template => ({ ...template, template })),
    { id: undefined, ...words.blank, names: [words.blank.role], template: undefined },
  ];
  return (
    <fieldset>
      <legend class={style.legend}>{words.template}</legend>
      <div class={style.gallery}>
        {tiles.map(tile => (
          <label key={tile.id ?? 'blank'}>
            <input
              class="hidden-words"
              type="radio"
              name={group}
              checked={tile.id === chosen}
              onChange={() => onChoose(tile.template)}
            />
            <Mark name={tile.names[0] ?? tile.role} size={28} />
            <span>
              <b>{tile.role}</b>
              <span>{tile.line}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
