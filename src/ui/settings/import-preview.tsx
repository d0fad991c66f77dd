import { useId } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { ImportPreview } from '../../state/workspaces';
import { moment, number } from '../formats';
import { Button } from '../parts/button';
import { Radio } from '../parts/choice';
import { Note } from '../parts/note';
import { Figure, Table } from '../parts/table';
import { appWords } from '../words/app';
import { dataWords } from '../words/settings';
import style from './settings.module.css';

type How = 'merge' | 'replace' | 'new';

/** What the file holds and what each way of taking it in would do. */
export function Preview({
  preview,
  busy,
  onTake,
  onDrop,
}: {
  preview: ImportPreview;
  busy: boolean;
  onTake: (how: How) => void;
  onDrop: () => void;
}) {
  const words = dataWords();
  const group = useId();
  const how = useSignal<How>('merge');
  const ways: readonly (readonly [How, string, string])[] = [
    ['merge', words.merge, words.mergeLine],
    ['replace', words.replace, words.replaceLine],
    ['new', words.asNew, words.asNewLine],
  ];
  return (
    <div class={style.lines}>
      <h3>
        {words.previewTitle(preview.name || appWords().unnamed)},{' '}
        <span class="muted">{words.exportedAt(moment(preview.exportedAt))}</span>
      </h3>
      <Counts preview={preview} />
      {preview.warnings.length > 0 && (
        <Note>
          <p>{words.contradicts}</p>
        </Note>
      )}
      <fieldset>
        <legend>{words.how}</legend>
        {ways.map(([value, label, line]) => (
          <Radio
            key={value}
            name={group}
            checked={how.value === value}
            onChange={() => {
              how.value = value;
            }}
          >
            {label} <span class="small muted">{line}</span>
          </Radio>
        ))}
      </fieldset>
      <p class={style.buttons}>
        <Button look="go" busy={busy} onClick={() => onTake(how.peek())}>
          {words.take}
        </Button>
        <Button look="bare" onClick={onDrop}>
          {words.drop}
        </Button>
      </p>
    </div>
  );
}

/** What a merge would do, by kind. */
function Counts({ preview }: { preview: ImportPreview }) {
  const words = dataWords();
  return (
    <Table label={words.previewTitle(preview.name)}>
      <thead>
        <tr>
          <th scope="col">{words.table}</th>
          <Figure head>{words.rows}</Figure>
          <Figure head>{words.added}</Figure>
          <Figure head>{words.changed}</Figure>
          <Figure head>{words.removed}</Figure>
        </tr>
      </thead>
      <tbody>
        {preview.tables
          .filter(table => table.rows > 0 || table.removed > 0)
          .map(table => (
            <tr key={table.table}>
              <td>{tableName(table.table)}</td>
              <Figure>{number(table.rows)}</Figure>
              <Figure>{number(table.added)}</Figure>
              <Figure>{number(table.changed)}</Figure>
              <Figure>{number(table.removed)}</Figure>
            </tr>
          ))}
      </tbody>
    </Table>
  );
}

function tableName(table: string): string {
  const names: Readonly<Record<string, string>> = dataWords().tables;
  return names[table] ?? table;
}
