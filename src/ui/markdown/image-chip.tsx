import { markdownWords } from '../words/markdown';
import { hostOf, outwardHref } from './links';
import style from './markdown.module.css';

/** In place of an image: a remote one would tell its host who reads this, and when. Names the host; opens on demand. */
export function ImageChip({ address, words }: { address: string | undefined; words: string }) {
  const say = markdownWords();
  if (address === undefined) return <span class={style.chip}>{words.trim() || say.imageWithoutHost}</span>;
  const host = hostOf(address);
  const label = words.trim() === '' ? say.image(host) : say.imageWithWords(words.trim(), host);
  return (
    <a class={style.chip} href={outwardHref(address)} target="_blank" rel="noopener noreferrer" title={address}>
      {label}
    </a>
  );
}
