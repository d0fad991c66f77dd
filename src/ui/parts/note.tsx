import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon';
import style from './note.module.css';

/** Something worth knowing, said once and calmly. */
export function Note({ icon = 'info', children }: { icon?: IconName; children: ComponentChildren }) {
  return (
    <div class={style.note}>
      <Icon name={icon} small />
      <div>{children}</div>
    </div>
  );
}
