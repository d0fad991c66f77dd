import { useMemo } from 'preact/hooks';
import { spoken } from './spoken';

/** Letters that a few lines hold at most. */
const most = 600;

/** The beginning of a text in plain words, without its marks. */
export function InWords({ text }: { text: string }) {
  return <>{useMemo(() => spoken(text.slice(0, most)), [text])}</>;
}
