import type { Signal } from '@preact/signals';
import { language } from '../words/language';
import { Icon } from './icon';
import style from './table.module.css';

/** By which column a table is sorted, and whether its largest come first. */
export interface Order<Key extends string> {
  by: Key;
  down: boolean;
}

/** A column that a table is sorted by: figures largest first, words by the alphabet, and once more the other way round. */
interface SortColumn<Key extends string> {
  by: Key;
  title: string;
  figure?: boolean;
}

/** The head of a table whose columns sort. */
export function SortHeads<Key extends string>({
  columns,
  order,
}: {
  columns: readonly SortColumn<Key>[];
  order: Signal<Order<Key>>;
}) {
  return (
    <thead>
      <tr>
        {columns.map(column => (
          <SortHead key={column.by} column={column} order={order} />
        ))}
      </tr>
    </thead>
  );
}

function SortHead<Key extends string>({
  column: { by, title, figure = false },
  order,
}: {
  column: SortColumn<Key>;
  order: Signal<Order<Key>>;
}) {
  const { down } = order.value;
  const isSorted = order.value.by === by;
  return (
    <th
      scope="col"
      class={figure ? style.figure : undefined}
      aria-sort={isSorted ? (down ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        class={style.sort}
        onClick={() => {
          order.value = { by, down: isSorted ? !down : figure };
        }}
      >
        {title}
        {isSorted && <Icon name={down ? 'down' : 'up'} small />}
      </button>
    </th>
  );
}

/** Rows in an order; those that are the same in it stay as they came. */
export function inOrder<Row, Key extends string>(
  rows: readonly Row[],
  { by, down }: Order<Key>,
  valueOf: (row: Row, key: Key) => number | string,
): Row[] {
  const { compare } = new Intl.Collator(language.value.locale, { numeric: true });
  return rows.toSorted((first, second) => {
    const [one, other] = [valueOf(first, by), valueOf(second, by)];
    const order = typeof one === 'number' && typeof other === 'number' ? one - other : compare(`${one}`, `${other}`);
    return down ? -order : order;
  });
}
