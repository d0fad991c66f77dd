import { actions } from '../../state/actions';
import { settings } from '../../state/settings';
import { Dialog } from '../parts/dialog';
import { Keys } from '../parts/keys';
import { paletteWords } from '../words/palette';
import style from './help.module.css';

/** Every key that does something here and now. */
export function Help({ onClose }: { onClose: () => void }) {
  const words = paletteWords();
  const keyed = actions.value.filter(action => action.key);
  const groups = (['here', 'go', 'do'] as const).map(
    name => [name, keyed.filter(action => action.group === name)] as const,
  );
  return (
    <Dialog title={words.help} onClose={onClose}>
      {!settings.value.singleKeys && <p class="muted small">{words.singlesOff}</p>}
      {groups.map(
        ([name, group]) =>
          group.length > 0 && (
            <section key={name}>
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
          ),
      )}
    </Dialog>
  );
}
