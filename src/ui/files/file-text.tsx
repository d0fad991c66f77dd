import type { RevisionRow } from '../../state/files';
import { Diff } from '../parts/diff';
import { lazy } from '../parts/lazy';
import { sourcesOf } from '../words/approval';
import { filesWords } from '../words/files';
import style from './files.module.css';

const Markdown = lazy(() => import('../markdown/markdown').then(chunk => chunk.Markdown));

/** How a file is looked at. */
export type FileLook = 'read' | 'source' | 'changes';

/** One version's text: as it reads, as it is written, or what it changed. */
export function FileText({
  look,
  revision,
  name,
  text,
  before,
}: {
  look: FileLook;
  revision: RevisionRow;
  name: string;
  /** Null until it is there, nothing where it was forgotten. */
  text: string | undefined | null;
  before: string | undefined | null;
}) {
  const words = filesWords();
  const labels = revision.labels ?? [];
  return (
    <>
      {labels.length > 0 && <p class={style.labels}>{words.labelled(sourcesOf(labels))}</p>}
      {text === null ? null : text === undefined ? (
        <p class="muted">{words.forgotten}</p>
      ) : look === 'changes' ? (
        <>
          {revision.parent === undefined && <p class={style.labels}>{words.noBefore}</p>}
          {typeof before === 'string' && <Diff label={words.changesOf(name)} before={before} after={text} />}
        </>
      ) : look === 'read' && revision.type === 'text/markdown' ? (
        <div class={style.paper} translate={false}>
          <Markdown text={text} />
        </div>
      ) : (
        // What scrolls must be reachable by keyboard (axe: scrollable-region-focusable).
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre class={style.source} tabIndex={0} translate={false} dir="auto">
          {text}
        </pre>
      )}
    </>
  );
}
