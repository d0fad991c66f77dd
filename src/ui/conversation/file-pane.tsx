import { useSignal, type Signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Id } from '../../domain/id';
import { fileWith, revisionText, type FileDetail } from '../../state/files';
import { hrefOf } from '../../state/place';
import { iconOf } from '../files/file-icon';
import { FileText, type FileLook } from '../files/file-text';
import { saveText } from '../files/save-text';
import { bound } from '../parts/bound';
import { IconButton } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { Icon } from '../parts/icon';
import { Segments } from '../parts/segments';
import { filesWords } from '../words/files';
import { partsWords } from '../words/parts';
import style from './file-pane.module.css';

/** From here on two columns can be read. */
const roomy = '(min-width: 68rem)';

/** A file beside the conversation, as it is now; over it where there is no room. */
export function FilePane({ id, onClose }: { id: Id<'artifact'>; onClose: () => void }) {
  const detail = useMemo(() => fileWith(() => id), [id]).value;
  const look = useSignal<FileLook>('read');
  const isRoomy = useRoomy();
  if (!detail || detail.row.gone) return null;
  const { path } = detail.row.body;
  if (!isRoomy)
    return (
      <Dialog kind="sheet" title={path} onClose={onClose}>
        <Current detail={detail} look={look} />
      </Dialog>
    );
  return (
    <aside class={style.pane} aria-label={path}>
      <header>
        <Icon name={iconOf(detail.current.type)} />
        <h2 translate={false}>{path}</h2>
        <IconButton look="bare" icon="close" label={partsWords().close} onClick={onClose} />
      </header>
      <Current detail={detail} look={look} />
    </aside>
  );
}

function useRoomy(): boolean {
  const isRoomy = useSignal(matchMedia(roomy).matches);
  useEffect(() => {
    const query = matchMedia(roomy);
    const follow = () => {
      isRoomy.value = query.matches;
    };
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return isRoomy.value;
}

/** The current version: as it reads, or what it changed. */
function Current({ detail: { row, current, revisions }, look }: { detail: FileDetail; look: Signal<FileLook> }) {
  const words = filesWords();
  const texts = useMemo(
    () => ({ shown: revisionText(() => current.id), before: revisionText(() => current.parent) }),
    [current.id],
  );
  const text = texts.shown.value;
  const before = current.parent === undefined ? '' : texts.before.value;
  const name = words.revision(revisions.length);
  return (
    <>
      <div class={style.bar}>
        <Segments
          label={words.view}
          options={(['read', 'changes'] as const).map(value => ({ value, label: words.views[value] }))}
          {...bound(look)}
        />
        <a href={hrefOf({ at: 'file', id: row.id })}>{name}</a>
        {typeof text === 'string' && (
          <IconButton
            look="bare"
            icon="download"
            label={words.download}
            onClick={() => saveText(row.body.path, text, current.type)}
          />
        )}
      </div>
      <FileText look={look.value} revision={current} name={name} text={text} before={before} />
    </>
  );
}
