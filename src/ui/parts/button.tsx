import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icon';
import style from './button.module.css';

interface Looks {
  /** `go`: the lamp, one in a view. `bare`: no edge. `no`: what takes something away. */
  look?: 'go' | 'bare' | 'no';
  size?: 'big';
  icon?: IconName;
  children?: ComponentChildren;
}

export interface ButtonProps
  extends Looks, Omit<JSX.IntrinsicElements['button'], 'size' | 'icon' | 'children' | 'class'> {
  /** Says that the act is under way; further clicks do nothing. */
  busy?: boolean;
}

const classOf = ({ look, size }: Looks, alone = false): string =>
  [style.button, look && style[look], size && style.big, alone && style.alone].filter(Boolean).join(' ');

export function Button({ look, size, icon, busy = false, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      class={classOf({ look, size })}
      aria-busy={busy || undefined}
      onClick={busy ? undefined : onClick}
    >
      {icon && <Icon name={icon} small />}
      {children}
    </button>
  );
}

/** A button that is only a picture: `label` is its name, for the ear and as a hint. */
export function IconButton({
  look,
  size,
  icon,
  label,
  ...rest
}: Omit<ButtonProps, 'children' | 'busy'> & { icon: IconName; label: string }) {
  return (
    <button type="button" {...rest} class={classOf({ look, size }, true)} aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  );
}

/** A link that looks like a button: it goes somewhere. `label` names it for the ear where the words alone do not. */
export function ButtonLink({ look, size, icon, href, label, children }: Looks & { href: string; label?: string }) {
  return (
    <a class={classOf({ look, size })} href={href} aria-label={label}>
      {icon && <Icon name={icon} small />}
      {children}
    </a>
  );
}
