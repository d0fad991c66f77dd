import { useSignal } from '@preact/signals';
import { now } from '../../state/clock';
import { files, filesUnread, hasMoreFiles, showMoreFiles, type FileView } from '../../state/files';
import { hrefOf } from '../../state/place';
import { bytes, when } from '../formats';
import { Button } from '../parts/button';
import { DeedButton } from '../parts/deed-button';
import { Icon } from '../parts/icon';
import { Page } from '../parts/page';
import { Row, Rows } from '../parts/section';
import { filesWords } from '../words/files';
import { iconOf } from './file-icon';
import style from './files.module.css';
import { NewFile } from './new-file';

/** Every file of the workspace by path, with who changed it last. */
export function FileList() {
  const words = filesWords();
  const isCreating = useSignal(false);
  const all = files.value;
  if (all === filesUnread) return null;
  const create = (
    <DeedButton
      icon="plus"
      look={all.length === 0 ? 'go' : undefined}
      label={words.create}
      onDo={() => {
        isCreating.value = true;
      }}
    />
  );
  const none = all.length === 0;
  return (
    <Page
      title={none ? words.empty : words.title}
      line={none ? words.emptyLine : words.line(all.length, hasMoreFiles.value)}
      end={create}
    >
      {!none && (
        <Rows label={words.list} ruled>
          {all.map(file => (
            <FileRow key={file.row.id} file={file} />
          ))}
        </Rows>
      )}
      {hasMoreFiles.value && (
        <p class={style.more}>
          <Button onClick={showMoreFiles}>{words.more}</Button>
        </p>
      )}
      {isCreating.value && (
        <NewFile
          taken={all.map(({ row }) => row.body.path)}
          onClose={() => {
            isCreating.value = false;
          }}
        />
      )}
    </Page>
  );
}

function FileRow({ file: { row, current, agentName } }: { file: FileView }) {
  const words = filesWords();
  const who = current.by === 'user' ? words.by.user : (agentName ?? words.by.agent);
  return (
    <Row
      mark={<Icon name={iconOf(current.type)} />}
      title={<span translate={false}>{row.body.path}</span>}
      href={hrefOf({ at: 'file', id: row.id })}
      line={words.changed(who, when(current.at, now.value))}
      money={<span class="number muted">{bytes(current.size)}</span>}
    />
  );
}
