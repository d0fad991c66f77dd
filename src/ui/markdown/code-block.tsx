import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { whenIdle } from '../when-idle';
import { markdownWords } from '../words/markdown';
import { CopyButton } from './copy-button';
import type { Span } from './highlight';
import { languageOf } from './languages';
import style from './markdown.module.css';
import { Sideways } from './sideways';

/** Longer code stays plain: colouring it would hold the page up for longer than it helps. */
const longestHighlighted = 50_000;

/** A block of code: its language, a way to copy it, and colours once it is finished and the page is idle. */
export function CodeBlock({ code, info, isOpen }: { code: string; info: string | undefined; isOpen: boolean }) {
  const words = markdownWords();
  const spans = useSignal<{ code: string; spans: Span[] } | undefined>(undefined);
  const language = languageOf(info);
  useEffect(() => {
    if (isOpen || language === undefined || code.length > longestHighlighted) return;
    let isWanted = true;
    const stop = whenIdle(() => {
      void import('./highlight')
        .then(({ highlight }) => highlight(code, language))
        .then(
          found => {
            if (isWanted) spans.value = { code, spans: found };
          },
          // A grammar that is not kept here yet, and no network: the code stays plain.
          () => undefined,
        );
    });
    return () => {
      isWanted = false;
      stop();
    };
  }, [code, language, isOpen]);
  const coloured = spans.value?.code === code ? spans.value.spans : undefined;
  return (
    <div class={style.code}>
      <header>
        <span class="caption dim">{/^\S+/.exec(info ?? '')?.[0] ?? words.code}</span>
        <CopyButton text={() => code} label={words.copy} name={words.copyCode} />
      </header>
      <Sideways label={words.code}>
        <pre>
          <code>{coloured ? coloured.map(spanView) : code}</code>
        </pre>
      </Sideways>
    </div>
  );
}

function spanView({ text, scope }: Span, index: number) {
  const colour = scope === undefined ? undefined : style[`scope-${scope}`];
  return colour === undefined ? (
    text
  ) : (
    <span key={index} class={colour}>
      {text}
    </span>
  );
}
