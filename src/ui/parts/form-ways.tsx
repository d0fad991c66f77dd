import { Button } from './button';
import { partsWords } from '../words/parts';

/** The two ways out of a form that stands in place of something: doing what it is for, and leaving it. */
export function FormWays({
  label,
  look,
  busy,
  onClose,
}: {
  /** Of what it is for. */
  label: string;
  look?: 'go' | 'no';
  busy: boolean;
  onClose: () => void;
}) {
  return (
    <>
      <Button look={look} type="submit" busy={busy}>
        {label}
      </Button>
      <Button look="bare" onClick={onClose}>
        {partsWords().cancel}
      </Button>
    </>
  );
}
