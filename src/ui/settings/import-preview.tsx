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
type Count = 'added' | 'changed' | 'removed';

/** What each way of taking a file in does to the rows here. */
const COUNTS: Readonly<Record<How, readonly Count[]>> = {
  merge: ['added', 'changed'],
  replace: ['added', 'removed'],
  new: [],
};

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
      <Counts preview={preview} how={how.value} />
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

/** What the chosen way would do, by kind. */
function Counts({ preview, how }: { preview: ImportPreview; how: How }) {
  const words = dataWords();
  const counts = COUNTS[how];
  return (
    <Table label={words.previewTitle(preview.name)}>
      <thead>
        <tr>
          <th scope="col">{words.table}</th>
          <Figure head>{words.rows}</Figure>
          {counts.map(name => (
            <Figure key={name} head>
              {words[name]}
            </Figure>
          ))}
        </tr>
      </thead>
      <tbody>
        {preview.tables
          .filter(table => table.rows > 0 || table.removed > 0)
          .map(table => (
            <tr key={table.table}>
              <td>{tableName(table.table)}</td>
              <Figure>{number(table.rows)}</Figure>
              {counts.map(name => (
                <Figure key={name}>{number(table[name])}</Figure>
              ))}
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
