import { useDeeds } from '../use-deeds';
import { Button, type ButtonProps } from './button';

/** A button whose deed the palette knows, too. */
export function DeedButton({
  label,
  onDo,
  busy = false,
  ...looks
}: Pick<ButtonProps, 'look' | 'icon' | 'busy'> & { label: string; onDo: () => void }) {
  useDeeds(busy ? [] : [{ label, do: onDo }]);
  return (
    <Button {...looks} busy={busy} onClick={onDo}>
      {label}
    </Button>
  );
}
