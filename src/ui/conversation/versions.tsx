import type { Id } from '../../domain/id';
import { showVersion } from '../../state/conversation';
import { number } from '../formats';
import { IconButton } from '../parts/button';
import { conversationWords } from '../words/conversation';
import { attempt } from '../attempt';
import style from './turn.module.css';

/** ‹ 2/3 ›: steps through the branches of one turn. */
export function Versions({ current, all }: { current: Id<'message'>; all: readonly Id<'message'>[] }) {
  const words = conversationWords();
  const at = all.indexOf(current);
  if (all.length < 2 || at < 0) return null;
  const step = (to: number) => () => {
    const version = all[to];
    if (version) void attempt(showVersion(version));
  };
  return (
    <span class={style.versions}>
      {at > 0 && <IconButton look="bare" icon="back" label={words.versionBefore} onClick={step(at - 1)} />}
      <span class="number" aria-hidden="true">
        {words.versionShort(number(at + 1), number(all.length))}
      </span>
      <span class="hidden-words">{words.version(number(at + 1), number(all.length))}</span>
      {at < all.length - 1 && (
        <IconButton look="bare" icon="forward" label={words.versionAfter} onClick={step(at + 1)} />
      )}
    </span>
  );
}
