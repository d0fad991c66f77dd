import { useSignal } from '@preact/signals';
import type { Price } from '../../domain/price';
import { agents } from '../../state/agents';
import { models } from '../../state/connections';
import { apportion, costAt, groupsOf, sumOf } from '../../state/cost-sums';
import { rollups } from '../../state/costs';
import { rate } from '../formats';
import { Combobox, type Choice } from '../parts/combobox';
import { Dialog } from '../parts/dialog';
import { Figure, Table } from '../parts/table';
import { costsWords } from '../words/costs';
import { priceHistoryWords } from '../words/price-history';
import style from './costs.module.css';
import { decimalsFor, dollars, signedDollars, unitOf } from './figures';

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
  const groups = groupsOf(rollups.value, 'agent');
  const wouldBe = groups.map(group => costAt(group, rates));
  const decimals = decimalsFor(Math.max(all.cost, ...wouldBe));
  // Figures that are shown add up as they are shown.
  const unit = unitOf(decimals);
  const was = apportion(
    groups.map(group => group.cost),
    unit,
  );
  const would = apportion(wouldBe, unit);
  const figures = (before: number, after: number) => (
    <>
      <Figure>{dollars(before, decimals)}</Figure>
      <Figure>{dollars(after, decimals)}</Figure>
      <Figure>{signedDollars(after - before, decimals)}</Figure>
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
        {groups.map(({ key }, index) => (
          <tr key={key}>
            <th scope="row" class={style.plain}>
              {nameOf(key)}
            </th>
            {figures(was.parts[index] ?? 0, would.parts[index] ?? 0)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{words.total(month)}</th>
          {figures(was.total, would.total)}
        </tr>
      </tfoot>
    </Table>
  );
}

function nameOf(agent: string): string {
  if (agent === '') return costsWords().noAgent;
  return agents.value.find(({ row }) => row.id === agent)?.row.body.name ?? costsWords().goneAgent;
}
