import { useSignal } from '@preact/signals';
import type { BillAnswer, BillReading } from '../../domain/bill';
import type { ProviderName } from '../../domain/connection';
import { connections } from '../../state/connections';
import { bound } from '../parts/bound';
import { SelectField, type Option } from '../parts/field';
import { FormWays } from '../parts/form-ways';
import { Table } from '../parts/table';
import { billsWords } from '../words/bills';
import { providerNames } from '../words/connect';
import style from './bills.module.css';

type Asks = Extract<BillAnswer, { is: 'asks' }>;

/** What can be billed where nobody has a connection: those whose files are known. */
const knownFiles: readonly ProviderName[] = ['anthropic', 'openai', 'openrouter'];
const NONE = '';

/** The first lines of a file whose columns no name tells, and the user's word on what they hold. */
export function BillColumns({
  asks,
  busy,
  onRead,
  onClose,
}: {
  asks: Asks;
  busy: boolean;
  onRead: (reading: BillReading) => void;
  onClose: () => void;
}) {
  const words = billsWords();
  const { headings, rows, guess } = asks;
  const providers = [
    ...new Set([...connections.value.map(({ row }) => row.provider), ...knownFiles].filter(one => one !== 'simulated')),
  ];
  const provider = useSignal<ProviderName>(guess.provider ?? providers[0] ?? 'openai');
  const day = useSignal(placeText(guess.day));
  const model = useSignal(placeText(guess.model));
  const cost = useSignal(placeText(guess.cost));
  const unit = useSignal<BillReading['unit']>(guess.unit ?? 'dollars');
  const tried = useSignal(false);
  const columns: Option<string>[] = headings.map((heading, index) => ({
    value: String(index),
    label: words.column(String(index + 1), heading),
  }));
  const pick: Option<string> = { value: NONE, label: words.pick };

  function submit(event: Event) {
    event.preventDefault();
    tried.value = true;
    if (day.peek() === NONE || cost.peek() === NONE) return;
    onRead({
      provider: provider.peek(),
      day: Number(day.peek()),
      cost: Number(cost.peek()),
      unit: unit.peek(),
      ...(model.peek() === NONE ? {} : { model: Number(model.peek()) }),
    });
  }
  const missing = (text: string) => (tried.value && text === NONE ? words.needed : undefined);

  return (
    <form class={style.asks} onSubmit={submit}>
      <h3>{words.asks}</h3>
      <p class="muted">{words.asksLine}</p>
      <FirstLines headings={headings} rows={rows} />
      <div class={style.fields}>
        <SelectField
          label={words.provider}
          options={providers.map(value => ({ value, label: providerNames[value] }))}
          {...bound(provider)}
        />
        <SelectField label={words.day} error={missing(day.value)} options={[pick, ...columns]} {...bound(day)} />
        <SelectField
          label={words.model}
          options={[{ value: NONE, label: words.whole }, ...columns]}
          {...bound(model)}
        />
        <SelectField label={words.cost} error={missing(cost.value)} options={[pick, ...columns]} {...bound(cost)} />
        <SelectField<BillReading['unit']>
          label={words.unit}
          options={[
            { value: 'dollars', label: words.dollars },
            { value: 'cents', label: words.cents },
          ]}
          {...bound(unit)}
        />
      </div>
      <p class={style.buttons}>
        <FormWays label={words.compare} busy={busy} onClose={onClose} />
      </p>
    </form>
  );
}

function FirstLines({ headings, rows }: Pick<Asks, 'headings' | 'rows'>) {
  const words = billsWords();
  return (
    <Table label={words.firstLines}>
      <thead>
        <tr>
          {headings.map((heading, index) => (
            <th key={index} scope="col" data-content>
              {words.column(String(index + 1), heading)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, line) => (
          <tr key={line}>
            {row.map((cell, index) => (
              <td key={index} class={style.cell} data-content>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const placeText = (place: number | undefined) => (place === undefined ? NONE : String(place));
