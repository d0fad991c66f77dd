import { useSignal } from '@preact/signals';
import type { Price } from '../../domain/price';
import { agents } from '../../state/agents';
import { models } from '../../state/connections';
import { costAt, groupsOf, sumOf } from '../../state/cost-sums';
import { rollups } from '../../state/costs';
import { rate } from '../formats';
import { Combobox, type Choice } from '../parts/combobox';
import { Dialog } from '../parts/dialog';
import { Figure, Table } from '../parts/table';
import { costsWords } from '../words/costs';
import { priceHistoryWords } from '../words/price-history';
import style from './costs.module.css';
import { decimalsFor, dollars, signedDollars } from './figures';

/** The month's tokens at another model's price, by agent. */
export function WhatIf({ month, onClose }: { month: string; onClose: () => void }) {
  const words = priceHistoryWords();
  const text = useSignal('');
  const price = useSignal<Price | undefined>(undefined);
  const choices = models.value.flatMap<Choice<Price>>(({ info, price: known }) =>
    known
      ? [
          {
            value: known,
            text: info.id,
            end: <span class="small muted">{words.perMillion(rate(known.rates.input), rate(known.rates.output))}</span>,
          },
        ]
      : [],
  );
  return (
    <Dialog title={words.whatIfTitle(month)} onClose={onClose}>
      <div class={style.dialog}>
        <p class="muted small">{words.whatIfLine}</p>
        <Combobox
          label={words.otherModel}
          text={text.value}
          choices={choices}
          onText={typed => {
            text.value = typed;
          }}
          onChoose={choice => {
            text.value = choice.text;
            price.value = choice.value;
          }}
        />
        {price.value && <Comparison month={month} price={price.value} />}
      </div>
    </Dialog>
  );
}

function Comparison({ month, price: { rates } }: { month: string; price: Price }) {
  const words = priceHistoryWords();
  const all = sumOf(rollups.value);
  const lines = groupsOf(rollups.value, 'agent').map(group => ({ ...group, would: costAt(group, rates) }));
  const would = lines.reduce((sum, line) => sum + line.would, 0);
  const decimals = decimalsFor(Math.max(all.cost, would));
  const figures = (was: number, then: number) => (
    <>
      <Figure>{dollars(was, decimals)}</Figure>
      <Figure>{dollars(then, decimals)}</Figure>
      <Figure>{signedDollars(then - was, decimals)}</Figure>
    </>
  );
  return (
    <Table label={words.whatIfTitle(month)}>
      <thead>
        <tr>
          <th scope="col">{words.agent}</th>
          <Figure head>{words.was}</Figure>
          <Figure head>{words.would}</Figure>
          <Figure head>{words.apart}</Figure>
        </tr>
      </thead>
      <tbody>
        {lines.map(line => (
          <tr key={line.key}>
            <th scope="row" class={style.plain}>
              {nameOf(line.key)}
            </th>
            {figures(line.cost, line.would)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{words.total(month)}</th>
          {figures(all.cost, would)}
        </tr>
      </tfoot>
    </Table>
  );
}

function nameOf(agent: string): string {
  if (agent === '') return costsWords().noAgent;
  return agents.value.find(({ row }) => row.id === agent)?.row.body.name ?? costsWords().goneAgent;
}
