import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Id } from '../../domain/id';
import type { Action } from '../../state/actions';
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
import { saveText } from './save-text';

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
  /** The revision whose text is in the editor: a newer one may come meanwhile. */
  const editing = useSignal<Id<'revision'> | undefined>(undefined);
  const picked = useSignal<Id<'revision'> | undefined>(undefined);
  const { row, revisions, current } = detail;
  const shown = revisions.find(({ id }) => id === picked.value) ?? current;
  const { path } = row.body;
  const texts = useMemo(
    () => ({ shown: revisionText(() => shown.id), before: revisionText(() => shown.parent) }),
    [shown.id],
  );
  const text = texts.shown.value;
  const before = shown.parent === undefined ? '' : texts.before.value;
  // Before the text is there, an editor or a download would hold an empty one.
  const edit = () => {
    if (typeof text === 'string') editing.value ??= shown.id;
  };
  const save = () => {
    if (typeof text === 'string') saveText(path, text, shown.type);
  };
  useActions(() => fileActions(edit, save), [text]);
  const keep = async (next: string, pasted: boolean) => {
    const of = editing.peek();
    if (!(await attempt(saveFile(path, next, { pasted, of })))) return;
    tell(words.saved);
    picked.value = undefined;
    editing.value = undefined;
  };
  const show = (id: Id<'revision'>) => {
    picked.value = id;
  };
  const close = () => {
    editing.value = undefined;
  };
  return (
    <Columns aside={<Revisions revisions={revisions} current={current.id} shown={shown.id} onShow={show} />}>
      <Page
        title={
          <span class={style.path} translate={false}>
            {path}
          </span>
        }
        end={!editing.value && <Deeds detail={detail} isKept={text !== undefined} onEdit={edit} onSave={save} />}
      >
        {editing.value ? (
          <FileEditor text={text ?? ''} onClose={close} onSave={keep} />
        ) : (
          <Reader detail={detail} revision={shown} text={text} before={before} />
        )}
      </Page>
    </Columns>
  );
}

/** What can be done with the file; `isKept`: the text of what is shown was not forgotten. */
function Deeds({
  detail,
  isKept,
  onEdit,
  onSave,
}: {
  detail: FileDetail;
  isKept: boolean;
  onEdit: () => void;
  onSave: () => void;
}) {
  const words = filesWords();
  return (
    <>
      {isKept && (
        <>
          <Button icon="edit" onClick={onEdit}>
            {words.edit}
          </Button>
          <Button icon="download" onClick={onSave}>
            {words.download}
          </Button>
        </>
      )}
      <Menu here label={words.menu(detail.row.body.path)} items={menuOf(detail)} />
    </>
  );
}

/** A revision as it reads, as it is written or as it was changed; an older one can be brought back. */
function Reader({
  detail: { revisions, current },
  revision,
  text,
  before,
}: {
  detail: FileDetail;
  revision: FileDetail['current'];
  text: string | undefined | null;
  before: string | undefined | null;
}) {
  const words = filesWords();
  const look = useSignal<FileLook>('read');
  const name = words.revision(revisions.length - revisions.findIndex(({ id }) => id === revision.id));
  return (
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
        {revision.id !== current.id && (
          <Note icon="clock">
            {words.older(name)} <Button onClick={() => void restore(revision.id)}>{words.restore}</Button>
          </Note>
        )}
        <FileText look={look.value} revision={revision} name={name} text={text} before={before} />
      </div>
    </>
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
