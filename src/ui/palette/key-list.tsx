import { actions } from '../../state/actions';
import { Keys } from '../parts/keys';
import { paletteWords } from '../words/palette';
import style from './help.module.css';

/** Every action that has a key here and now, by group. */
export function KeyList() {
  const words = paletteWords();
  const keyed = actions.value.filter(action => action.key);
  return (['here', 'go', 'do'] as const).map(name => {
    const group = keyed.filter(action => action.group === name);
    if (group.length === 0) return null;
    return (
      <section key={name} class={style.group}>
        <h3>{words.groups[name]}</h3>
        <dl class={style.keys}>
          {group.map(action => (
            <div key={action.id}>
              <dt>{action.title()}</dt>
              <dd>
                <Keys keys={action.key ?? ''} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
    );
  });
}
