import { useSignal } from '@preact/signals';
import type { Price } from '../../domain/price';
import { hrefOf } from '../../state/place';
import { rate } from '../formats';
import { Button } from '../parts/button';
import { Section } from '../parts/section';
import { inOrder, SortHeads, type Order } from '../parts/sort-head';
import { Figure, Table } from '../parts/table';
import { costsWords } from '../words/costs';
import { priceHistoryWords } from '../words/price-history';
import style from './costs.module.css';
import { PriceAgain } from './price-again';
import type { UsedModel } from './used-models';
import { WhatIf } from './what-if';

/** What a million tokens cost of each model that was used, where that is known from, and what could be made of it. */
export function PricesInUse({ month, used }: { month: string; used: readonly UsedModel[] }) {
  const words = priceHistoryWords();
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
function valueIn({ model, price }: UsedModel, column: Column): number | string {
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

function PriceLine({ used: { model, price } }: { used: UsedModel }) {
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
