import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { Price } from '../../domain/price';
import type { CostSum } from '../../domain/cost-entry';
import { costAt, grouped, sumOf } from '../../state/cost-sums';
import { rollups } from '../../state/costs';
import { hrefOf } from '../../state/place';
import { priceOf } from '../../state/prices';
import { money, rate } from '../formats';
import { Button } from '../parts/button';
import { Note } from '../parts/note';
import { Section } from '../parts/section';
import { inOrder, SortHeads, type Order } from '../parts/sort-head';
import { Figure, Table } from '../parts/table';
import { tellError } from '../tell-error';
import { costsWords } from '../words/costs';
import { priceHistoryWords } from '../words/price-history';
import style from './costs.module.css';
import { PriceAgain } from './price-again';
import { WhatIf } from './what-if';

/** A model of the month with what was used of it and its price now. */
interface Used {
  key: string;
  model: string;
  sum: CostSum;
  price: Price | undefined;
}

/** What a million tokens cost of each model that was used, where that is known from, and what could be made of it. */
export function PricesInUse({ month }: { month: string }) {
  const words = priceHistoryWords();
  const used = useUsed();
  const open = useSignal<'what-if' | 'again' | undefined>(undefined);
  const order = useSignal<Order<Column>>({ by: 'model', down: false });
  const close = () => {
    open.value = undefined;
  };
  if (used.length === 0) return null;
  return (
    <Section title={words.title} end={<a href={hrefOf({ at: 'settings', section: 'prices' })}>{words.change}</a>}>
      <p class={style.lead}>{words.line}</p>
      <Table label={costsWords().table(words.title)}>
        <SortHeads
          order={order}
          columns={[
            { by: 'model', title: words.model },
            ...rateColumns.map(([by, word]) => ({ by, title: words[word], figure: true })),
            { by: 'source', title: words.source },
          ]}
        />
        <tbody>
          {inOrder(used, order.value, valueIn).map(one => (
            <PriceLine key={one.key} used={one} />
          ))}
        </tbody>
      </Table>
      <Saved used={used} />
      <p class={style.ways}>
        <Button
          onClick={() => {
            open.value = 'what-if';
          }}
        >
          {words.whatIf}
        </Button>
        <Button
          onClick={() => {
            open.value = 'again';
          }}
        >
          {words.again}
        </Button>
      </p>
      {open.value === 'what-if' && <WhatIf month={month} onClose={close} />}
      {open.value === 'again' && <PriceAgain month={month} onClose={close} />}
    </Section>
  );
}

const rateColumns = [
  ['input', 'freshIn'],
  ['cacheRead', 'cacheRead'],
  ['cacheWrite', 'cacheWrite'],
  ['output', 'out'],
] as const;

type Column = 'model' | 'source' | (typeof rateColumns)[number][0];

/** What a line is sorted by in a column; what is not known comes before nothing. */
function valueIn({ model, price }: Used, column: Column): number | string {
  switch (column) {
    case 'model':
      return model;
    case 'source':
      return sourceWords(price);
    case 'input':
    case 'cacheRead':
    case 'cacheWrite':
    case 'output':
      return price?.rates[column] ?? -1;
  }
}

function sourceWords(price: Price | undefined): string {
  const words = costsWords();
  return price ? words.source(words.sources[price.source.name], price.source.date) : '';
}

/** Asks for the prices of the month's models, once each. */
function useUsed(): Used[] {
  const known = useSignal<ReadonlyMap<string, Price | undefined>>(new Map());
  const groups = [...grouped(rollups.value, row => `${row.connection}|${row.model}`)];
  const wanted = groups.map(([key]) => key).join();
  useEffect(() => {
    for (const [key, [row]] of groups) {
      if (known.peek().has(key) || !row?.connection || row.model === undefined) continue;
      priceOf({ connection: row.connection, model: row.model }).then(price => {
        known.value = new Map([...known.peek(), [key, price]]);
      }, tellError);
    }
  }, [wanted]);
  return groups.map(([key, rows]) => ({
    key,
    model: rows[0]?.model ?? '',
    sum: sumOf(rows),
    price: known.value.get(key),
  }));
}

function PriceLine({ used: { model, price } }: { used: Used }) {
  const words = priceHistoryWords();
  const { rates, source } = price ?? {};
  return (
    <tr>
      <th scope="row" class={style.plain}>
        <span class="mono">{model}</span>
      </th>
      {rateColumns.map(([column]) => {
        const known = rates?.[column];
        return <Figure key={column}>{known === undefined ? words.unknown : rate(known)}</Figure>;
      })}
      <td class={style.source}>
        {sourceWords(price)}
        {source?.match === 'prefix' && <span class={style.modelId}>{costsWords().prefix(source.model)}</span>}
      </td>
    </tr>
  );
}

/** What the cache saved where its price is known: the same input, all of it fresh, less what it cost. */
function Saved({ used }: { used: readonly Used[] }) {
  const words = priceHistoryWords();
  let saved = 0;
  for (const { sum, price } of used) {
    if (price?.rates.cacheRead === undefined) continue;
    const fresh = {
      ...sum,
      input: sum.input + sum.cacheRead + sum.cacheWrite,
      cacheRead: 0,
      cacheWrite: 0,
      cacheWriteHour: 0,
    };
    saved += costAt(fresh, price.rates) - costAt(sum, price.rates);
  }
  if (saved === 0) return null;
  return (
    <div class={style.doubts}>
      <Note>{saved > 0 ? words.saved(money(saved)) : words.lost(money(-saved))}</Note>
    </div>
  );
}
