import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Id } from '../../domain/id';
import type { Action } from '../../state/actions';
import { download } from '../../state/device';
import {
  fileHere,
  files,
  filesUnread,
  removeFile,
  restoreRevision,
  revisionText,
  saveFile,
  type FileDetail,
} from '../../state/files';
import { go, hrefOf, place } from '../../state/place';
import { tell } from '../../state/toasts';
import { attempt } from '../attempt';
import { CopyButton } from '../markdown/copy-button';
import { bound } from '../parts/bound';
import { Button, ButtonLink } from '../parts/button';
import { Menu, type MenuItem } from '../parts/menu';
import { Note } from '../parts/note';
import { Columns, Page } from '../parts/page';
import { Segments } from '../parts/segments';
import { useActions } from '../use-actions';
import { filesWords } from '../words/files';
import { FileEditor } from './file-editor';
import style from './files.module.css';
import { FileText, type FileLook } from './file-text';
import { Revisions } from './revisions';

/** One file: its text, its versions and who made them, what can be done with it. */
export function FileView() {
  const detail = fileHere.value;
  if (detail && !detail.row.gone) return <Shown detail={detail} />;
  return <Missing />;
}

/** The live query answers a moment after arrival; only a file the list does not know either is gone. */
function Missing() {
  const words = filesWords();
  const here = place.value;
  const all = files.value;
  if (all === filesUnread || all.some(({ row }) => here.at === 'file' && row.id === here.id)) return null;
  return (
    <Page title={words.gone} line={words.goneLine}>
      <ButtonLink href={hrefOf({ at: 'files' })}>{words.toFiles}</ButtonLink>
    </Page>
  );
}

function Shown({ detail }: { detail: FileDetail }) {
  const words = filesWords();
  const look = useSignal<FileLook>('read');
  /** The revision whose text is in the editor: a newer one may come meanwhile. */
  const editing = useSignal<Id<'revision'> | undefined>(undefined);
  const picked = useSignal<Id<'revision'> | undefined>(undefined);
  const { row, revisions, current } = detail;
  const at = Math.max(
    0,
    revisions.findIndex(revision => revision.id === (picked.value ?? current.id)),
  );
  const shown = revisions[at] ?? current;
  const name = words.revision(revisions.length - at);
  const texts = useMemo(
    () => ({ shown: revisionText(() => shown.id), before: revisionText(() => shown.parent) }),
    [shown.id],
  );
  const text = texts.shown.value;
  const { path } = row.body;
  // Before the text is there, an editor or a download would hold an empty one.
  const edit = () => {
    if (typeof text === 'string') editing.value ??= shown.id;
  };
  const save = () => {
    if (typeof text === 'string')
      download(path.slice(path.lastIndexOf('/') + 1), new Blob([text], { type: shown.type }));
  };
  useActions(() => fileActions(edit, save), [text]);
  return (
    <Columns
      aside={
        <Revisions
          revisions={revisions}
          current={current.id}
          shown={shown.id}
          onShow={id => {
            picked.value = id;
          }}
        />
      }
    >
      <Page
        title={
          <span class={style.path} translate={false}>
            {path}
          </span>
        }
        end={
          !editing.value && (
            <>
              {text !== undefined && (
                <>
                  <Button icon="edit" onClick={edit}>
                    {words.edit}
                  </Button>
                  <Button icon="download" onClick={save}>
                    {words.download}
                  </Button>
                </>
              )}
              <Menu here label={words.menu(path)} items={menuOf(detail)} />
            </>
          )
        }
      >
        {editing.value ? (
          <FileEditor
            text={text ?? ''}
            onClose={() => {
              editing.value = undefined;
            }}
            onSave={async (next, pasted) => {
              const of = editing.peek();
              if (!(await attempt(saveFile(path, next, { pasted, of })))) return;
              tell(words.saved);
              picked.value = undefined;
              editing.value = undefined;
            }}
          />
        ) : (
          <>
            <div class={style.bar}>
              <Segments
                label={words.view}
                options={(['read', 'source', 'changes'] as const).map(value => ({ value, label: words.views[value] }))}
                {...bound(look)}
              />
              <CopyButton text={() => text ?? ''} label={words.copy} name={words.copyFile} />
            </div>
            <div class={style.shown}>
              {shown.id !== current.id && (
                <Note icon="clock">
                  {words.older(name)} <Button onClick={() => void restore(shown.id)}>{words.restore}</Button>
                </Note>
              )}
              <FileText
                look={look.value}
                revision={shown}
                name={name}
                text={text}
                before={shown.parent === undefined ? '' : texts.before.value}
              />
            </div>
          </>
        )}
      </Page>
    </Columns>
  );
}

async function restore(revision: Id<'revision'>): Promise<void> {
  if (await attempt(restoreRevision(revision))) tell(filesWords().restored);
}

function menuOf({ row }: FileDetail): MenuItem[] {
  const words = filesWords();
  const { conversation } = row;
  const remove = async () => {
    if (!(await attempt(removeFile(row.id, true)))) return;
    tell(words.removed(row.body.path), () => void attempt(removeFile(row.id, false)));
    go({ at: 'files' });
  };
  return [
    ...(conversation === undefined
      ? []
      : [
          {
            label: words.conversation,
            icon: 'conversations' as const,
            do: () => go({ at: 'conversation', id: conversation }),
          },
        ]),
    { label: words.remove, icon: 'delete', no: true, do: () => void remove() },
  ];
}

const fileActions = (edit: () => void, save: () => void): Action[] => [
  { id: 'file.edit', group: 'here', title: () => filesWords().actions.edit, do: edit },
  { id: 'file.download', group: 'here', title: () => filesWords().actions.download, do: save },
];
