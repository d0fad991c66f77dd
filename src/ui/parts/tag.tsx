import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon';
import style from './tag.module.css';

export function Tag({ icon, children }: { icon?: IconName; children: ComponentChildren }) {
  return (
    <span class={style.tag}>
      {icon && <Icon name={icon} small />}
      {children}
    </span>
  );
}
